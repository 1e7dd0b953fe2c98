import { Module } from '@nestjs/common'
import { SearchResolver } from './search.resolver.js'
import { SimilarResolver } from './similar/similar.resolver.js'

@Module({ providers: [SearchResolver, SimilarResolver] })
export class SearchModule {}

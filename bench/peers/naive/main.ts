/** Nest, Apollo and TypeORM combined as in their documentation, on the same tables. */
import 'reflect-metadata'
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { Module } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify'
import { DataSource } from 'typeorm'
import * as entities from './entities.js'
import * as resolvers from './resolvers.js'
import { StatusResolver } from './status.resolver.js'

const source = new DataSource({
  type: 'postgres',
  url: process.env.OWNER_URL,
  entities: Object.values(entities),
  installExtensions: false,
  poolSize: 10,
  extra: { options: process.env.PGOPTIONS },
})

@Module({
  imports: [
    GraphQLModule.forRoot<ApolloDriverConfig>({
      driver: ApolloDriver,
      autoSchemaFile: true,
      graphiql: false,
    }),
  ],
  providers: [
    ...Object.values(resolvers),
    StatusResolver,
    { provide: DataSource, useFactory: () => source.initialize() },
  ],
})
class NaiveModule {}

const app = await NestFactory.create<NestFastifyApplication>(NaiveModule, new FastifyAdapter(), {
  logger: ['error', 'warn'],
})
await app.listen(0, '127.0.0.1')
process.send?.({ port: Number(new URL(await app.getUrl()).port) })
process.on('SIGTERM', () => process.exit(0))
process.on('disconnect', () => process.exit(0))

/** The table of contents. */
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER, APP_PIPE } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { AgencyModule } from './agency/agency.module.js'
<<<<<<< HEAD
import { ContactModule } from './contact/contact.module.js'
=======
import { AgreementModule } from './agreement/agreement.module.js'
import { ClaimModule } from './claim/claim.module.js'
>>>>>>> 0b4d581 (Agreements and claims: recorded, graded, disputed, under embargo)
import { ProblemFilter } from './core/problem.filter.js'
import { validation } from './core/validation.js'
import { DealModule } from './deal/deal.module.js'
import { graphqlOptions } from './graphql.js'
import { PartsModule } from './parts/parts.module.js'
import { ProspectModule } from './prospect/prospect.module.js'
import { Settings } from './settings.js'
import { SiteModule } from './site/site.module.js'
import { UserModule } from './user/user.module.js'

@Module({
<<<<<<< HEAD
  imports: [PartsModule, AgencyModule, UserModule, ProspectModule, ContactModule, SiteModule, DealModule],
=======
  imports: [PartsModule, AgencyModule, UserModule, ProspectModule, DealModule, AgreementModule, ClaimModule],
>>>>>>> 0b4d581 (Agreements and claims: recorded, graded, disputed, under embargo)
  providers: [
    { provide: APP_PIPE, useFactory: validation },
    { provide: APP_FILTER, useClass: ProblemFilter },
  ],
})
export class AppModule {
  static with(source: DataSource, settings: Settings): DynamicModule {
    const shared = [
      { provide: DataSource, useValue: source },
      { provide: Settings, useValue: settings },
    ]
    return {
      module: AppModule,
      imports: [
        { module: class Shared {}, global: true, providers: shared, exports: shared },
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          useFactory: () => graphqlOptions(source),
        }),
      ],
    }
  }
}

/** The root module: lists the modules of all terms and provides what they share. */
import { ApolloDriver, type ApolloDriverConfig } from '@nestjs/apollo'
import { Module, type DynamicModule } from '@nestjs/common'
import { APP_FILTER, APP_PIPE } from '@nestjs/core'
import { GraphQLModule } from '@nestjs/graphql'
import { DataSource } from 'typeorm'
import { AgencyModule } from './agency/agency.module.js'
import { AgreementModule } from './agreement/agreement.module.js'
import { CalendarModule } from './calendar/calendar.module.js'
import { ClaimModule } from './claim/claim.module.js'
import { ContactModule } from './contact/contact.module.js'
import { createValidationPipe } from './core/validation/validation.js'
import { ServiceSecret } from './database/service-secret.js'
import { DealModule } from './deal/deal.module.js'
import { BriefingsController } from './document/briefing/briefings.controller.js'
import { RenderQueue } from './document/render-queue.js'
import { DifferencesResolver } from './document/differences/differences.resolver.js'
import { SummariesController } from './document/summaries.controller.js'
import { createExecutor, graphqlOptions } from './graphql.js'
import { ExportModule } from './export/export.module.js'
import { HistoryModule } from './history/history.module.js'
import { HealthController } from './http/health.controller.js'
import { OpenIdController } from './http/openid.controller.js'
import { PasswordLinkController } from './http/password-link.controller.js'
import { SignInController } from './http/sign-in.controller.js'
import { PagesModule } from './http/page/pages.module.js'
import { ErrorFilter } from './http/error.filter.js'
import { LiveModule } from './live/live.module.js'
import { MeetingModule } from './meeting/meeting.module.js'
import { CompositeModule } from './read/composite/composite.module.js'
import { OffboardingModule } from './offboarding/offboarding.module.js'
import { PipelineModule } from './pipeline/pipeline.module.js'
import { ProspectModule } from './prospect/prospect.module.js'
import { QueryExecutor } from './read/query-executor.js'
import { RateModule } from './rate/rate.module.js'
import { SearchModule } from './search/search.module.js'
import { Settings } from './config/settings.js'
import { MailModule } from './mail/mail.module.js'
import { SiteModule } from './site/site.module.js'
import { StatsModule } from './stats/stats.module.js'
import { TaskModule } from './task/task.module.js'
import { Usage } from './user/usage.js'
import { UserModule } from './user/user.module.js'
import { WeeklyModule } from './weekly/weekly.module.js'

@Module({
  imports: [
    CompositeModule,
    AgencyModule,
    UserModule,
    ProspectModule,
    ContactModule,
    SiteModule,
    DealModule,
    MeetingModule,
    AgreementModule,
    ClaimModule,
    TaskModule,
    PipelineModule,
    RateModule,
    StatsModule,
    WeeklyModule,
    CalendarModule,
    OffboardingModule,
    MailModule,
    HistoryModule,
    LiveModule,
    SearchModule,
    ExportModule,
    PagesModule,
  ],
  controllers: [
    HealthController,
    OpenIdController,
    PasswordLinkController,
    SignInController,
    SummariesController,
    BriefingsController,
  ],
  providers: [
    DifferencesResolver,
    { provide: APP_PIPE, useFactory: createValidationPipe },
    { provide: APP_FILTER, useClass: ErrorFilter },
  ],
})
export class AppModule {
  static with(source: DataSource, settings: Settings, serviceSecret: ServiceSecret): DynamicModule {
    const shared = [
      { provide: DataSource, useValue: source },
      { provide: Settings, useValue: settings },
      { provide: ServiceSecret, useValue: serviceSecret },
      Usage,
      RenderQueue,
      {
        provide: QueryExecutor,
        inject: [Usage],
        useFactory: (usage: Usage) => createExecutor(source, usage, settings.environment !== 'production'),
      },
    ]
    return {
      module: AppModule,
      imports: [
        { module: class Shared {}, global: true, providers: shared, exports: shared },
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          inject: [QueryExecutor],
          useFactory: (executor: QueryExecutor) => graphqlOptions(source, executor),
        }),
      ],
    }
  }
}

import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { readAuditSearch } from './admin/audit/audit-search.js'
import { readUsersSearch } from './admin/user/users-search.js'
import { readAskSearch } from './ask/ask-search.js'
import { readDealSearch } from './deal/deal-search.js'
import { readMeetingsSearch } from './meeting/meetings-search.js'
import { readPipelineSearch } from './pipeline/pipeline-search.js'
import { readProspectsSearch } from './prospect/prospects-search.js'
import { NotFound, PageFailure } from './shell/failure.js'
import { Frame } from './shell/frame.js'
import { readSitesSearch } from './site/sites-search.js'

/** Every address of the application. The service answers the same ones: `src/http/page-paths.ts`. */
const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./home/home-page.js'), 'HomePage'),
})

const pipeline = createRoute({
  getParentRoute: () => root,
  path: '/pipeline',
  validateSearch: readPipelineSearch,
  component: lazyRouteComponent(() => import('./pipeline/pipeline-page.js'), 'PipelinePage'),
})

const deal = createRoute({
  getParentRoute: () => root,
  path: '/deals/$reference',
  validateSearch: readDealSearch,
  component: lazyRouteComponent(() => import('./deal/deal-page.js'), 'DealPage'),
})

const meetings = createRoute({
  getParentRoute: () => root,
  path: '/meetings',
  validateSearch: readMeetingsSearch,
  component: lazyRouteComponent(() => import('./meeting/meetings-page.js'), 'MeetingsPage'),
})

const prospects = createRoute({
  getParentRoute: () => root,
  path: '/prospects',
  validateSearch: readProspectsSearch,
  component: lazyRouteComponent(() => import('./prospect/prospects-page.js'), 'ProspectsPage'),
})

const newProspect = createRoute({
  getParentRoute: () => root,
  path: '/prospects/new',
  component: lazyRouteComponent(() => import('./prospect/prospects-page.js'), 'NewProspectPage'),
})

const prospect = createRoute({
  getParentRoute: () => root,
  path: '/prospects/$id',
  component: lazyRouteComponent(() => import('./prospect/prospect-page.js'), 'ProspectPage'),
})

const briefing = createRoute({
  getParentRoute: () => root,
  path: '/prospects/$id/briefing',
  component: lazyRouteComponent(() => import('./prospect/briefing-page.js'), 'BriefingPage'),
})

const contact = createRoute({
  getParentRoute: () => root,
  path: '/contacts/$id',
  component: lazyRouteComponent(() => import('./contact/contact-page.js'), 'ContactPage'),
})

const sites = createRoute({
  getParentRoute: () => root,
  path: '/sites',
  validateSearch: readSitesSearch,
  component: lazyRouteComponent(() => import('./site/sites-page.js'), 'SitesPage'),
})

const newSite = createRoute({
  getParentRoute: () => root,
  path: '/sites/new',
  component: lazyRouteComponent(() => import('./site/sites-page.js'), 'NewSitePage'),
})

const site = createRoute({
  getParentRoute: () => root,
  path: '/sites/$id',
  component: lazyRouteComponent(() => import('./site/site-page.js'), 'SitePage'),
})

const latestSummary = createRoute({
  getParentRoute: () => root,
  path: '/summary',
  component: lazyRouteComponent(() => import('./summary/summary-page.js'), 'LatestSummaryPage'),
})

const summary = createRoute({
  getParentRoute: () => root,
  path: '/summary/$agency/$period',
  validateSearch: ({ with: other }: Record<string, unknown>): { with?: string } =>
    typeof other === 'string' || typeof other === 'number' ? { with: String(other) } : {},
  component: lazyRouteComponent(() => import('./summary/summary-page.js'), 'SummaryPage'),
})

const ask = createRoute({
  getParentRoute: () => root,
  path: '/ask',
  validateSearch: readAskSearch,
  component: lazyRouteComponent(() => import('./ask/ask-page.js'), 'AskPage'),
})

const savedQuestion = createRoute({
  getParentRoute: () => root,
  path: '/ask/$savedQuestion',
  validateSearch: readAskSearch,
  component: lazyRouteComponent(() => import('./ask/ask-page.js'), 'SavedQuestionPage'),
})

const search = createRoute({
  getParentRoute: () => root,
  path: '/search',
  validateSearch: ({ q }: Record<string, unknown>): { q?: string } =>
    typeof q === 'string' && q !== '' ? { q } : {},
  component: lazyRouteComponent(() => import('./search/search-page.js'), 'SearchPage'),
})

const profile = createRoute({
  getParentRoute: () => root,
  path: '/profile',
  component: lazyRouteComponent(() => import('./profile/profile-page.js'), 'ProfilePage'),
})

const users = createRoute({
  getParentRoute: () => root,
  path: '/admin/users',
  validateSearch: readUsersSearch,
  component: lazyRouteComponent(() => import('./admin/user/users-page.js'), 'UsersPage'),
})

const newUser = createRoute({
  getParentRoute: () => root,
  path: '/admin/users/new',
  component: lazyRouteComponent(() => import('./admin/user/users-page.js'), 'NewUserPage'),
})

const user = createRoute({
  getParentRoute: () => root,
  path: '/admin/users/$id',
  component: lazyRouteComponent(() => import('./admin/user/user-page.js'), 'UserPage'),
})

const admin = createRoute({
  getParentRoute: () => root,
  path: '/admin',
  component: lazyRouteComponent(() => import('./admin/start/start-page.js'), 'StartPage'),
})

const audit = createRoute({
  getParentRoute: () => root,
  path: '/admin/audit',
  validateSearch: readAuditSearch,
  component: lazyRouteComponent(() => import('./admin/audit/audit-page.js'), 'AuditPage'),
})

const stages = createRoute({
  getParentRoute: () => root,
  path: '/admin/stages',
  component: lazyRouteComponent(() => import('./admin/stage/stages-page.js'), 'StagesPage'),
})

const agencies = createRoute({
  getParentRoute: () => root,
  path: '/admin/agencies',
  component: lazyRouteComponent(() => import('./admin/agency/agencies-page.js'), 'AgenciesPage'),
})

const agency = createRoute({
  getParentRoute: () => root,
  path: '/admin/agencies/$id',
  component: lazyRouteComponent(() => import('./admin/agency/agency-page.js'), 'AgencyPage'),
})

const routeTree = root.addChildren([
  home,
  pipeline,
  deal,
  meetings,
  prospects,
  newProspect,
  prospect,
  briefing,
  contact,
  sites,
  newSite,
  site,
  latestSummary,
  summary,
  ask,
  savedQuestion,
  search,
  profile,
  admin,
  users,
  newUser,
  user,
  audit,
  stages,
  agencies,
  agency,
])

export const createAppRouter = () =>
  createRouter({
    routeTree,
    basepath: new URL(document.baseURI).pathname,
    defaultErrorComponent: PageFailure,
    defaultPreload: 'intent',
    scrollRestoration: true,
  })

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>
  }
}

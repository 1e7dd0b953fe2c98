/** Runs in a worker thread: renders a weekly summary, which keeps a processor busy for up to seconds. */
import { renderSummary } from './render.js'

export default ({ data, language, request }: RenderJob) => renderSummary(data, language, request)

/** The arguments of `renderSummary`, as one message to the worker. */
export interface RenderJob {
  data: Parameters<typeof renderSummary>[0]
  language: Parameters<typeof renderSummary>[1]
  request: Parameters<typeof renderSummary>[2]
}

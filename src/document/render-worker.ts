/** Runs in a worker thread: renders a document, which keeps a processor busy for up to seconds. */
import { renderBriefing, renderDifferences, renderSummary, type RenderedFile } from './render.js'

export default (job: RenderJob): Promise<RenderedFile> => {
  switch (job.kind) {
    case 'summary':
      return renderSummary(job.data, job.language, job.request)
    case 'differences':
      return renderDifferences(job.content, job.language, job)
    case 'briefing':
      return renderBriefing(job.data, job.language, job.format)
  }
}

/** What to render, as one message to the worker. */
export type RenderJob = SummaryJob | DifferencesJob | BriefingJob

interface SummaryJob {
  kind: 'summary'
  data: Parameters<typeof renderSummary>[0]
  language: Parameters<typeof renderSummary>[1]
  request: Parameters<typeof renderSummary>[2]
}

interface BriefingJob {
  kind: 'briefing'
  data: Parameters<typeof renderBriefing>[0]
  language: Parameters<typeof renderBriefing>[1]
  format: Parameters<typeof renderBriefing>[2]
}

interface DifferencesJob {
  kind: 'differences'
  content: Parameters<typeof renderDifferences>[0]
  language: Parameters<typeof renderDifferences>[1]
  format: Parameters<typeof renderDifferences>[2]['format']
  csv: Parameters<typeof renderDifferences>[2]['csv']
}

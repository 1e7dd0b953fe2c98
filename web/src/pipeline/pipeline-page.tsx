export function PipelinePage() {
  return <h1>PipelinePage</h1>
}

export function SummaryPage() {
  return <h1>S</h1>
}
export function LatestSummaryPage() {
  return <h1>L</h1>
}

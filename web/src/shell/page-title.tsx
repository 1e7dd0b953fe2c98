/** Sets the title of the window; React moves the element into the head. */
export function PageTitle({ children }: { children: string }) {
  return <title>{`${children} · Ancrage`}</title>
}

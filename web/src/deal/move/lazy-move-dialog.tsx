import { lazy, Suspense, type ComponentProps } from 'react'

const MoveDialog = lazy(async () => ({ default: (await import('./move-dialog.js')).MoveDialog }))

/** The dialog to move a deal, loaded when it opens. */
export function LazyMoveDialog(props: ComponentProps<typeof MoveDialog>) {
  return (
    <Suspense>
      <MoveDialog {...props} />
    </Suspense>
  )
}

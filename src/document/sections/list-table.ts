import type { Cell, TableColumn, TableRow } from '../model/document-model.js'

/** How the items of a list become a table. */
export interface ListTable<Item> {
  /** Also the key of the title in `locales/`. */
  id: string
  columns: TableColumn[]
  makeCells: (item: Item) => Cell[]
  /** Rows for readers, if they are not the items one by one. */
  printRows?: (items: readonly Item[]) => TableRow[]
}

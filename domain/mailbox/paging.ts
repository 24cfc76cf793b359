/** §2: «Показать: 10». Sizes that the pager offers; the page is in the URL. */
export const pageSizes = [10, 25, 50] as const
export type PageSize = (typeof pageSizes)[number]

/** The range of a page, 1-based and never beyond the total («1–2», not «1 - 10», of 2: docs/decisions/0003). */
export function rangeOf(page: number, size: number, total: number): { from: number; to: number } {
  if (total === 0) return { from: 0, to: 0 }
  return { from: Math.min(rowsBefore(page, size) + 1, total), to: Math.min(page * size, total) }
}

/** How many pages there are; one even when the list is empty. */
export function pagesOf(size: number, total: number): number {
  return Math.max(1, Math.ceil(total / size))
}

/** How many rows are on the pages before this one. */
export function rowsBefore(page: number, size: number): number {
  return (page - 1) * size
}

/** Letters on a page of those that wait for somebody. */
export const replyPageSize = 50

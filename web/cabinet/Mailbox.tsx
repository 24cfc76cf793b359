import type { ReactNode } from 'react'
import type { PageSize } from '../../domain/mailbox/paging.ts'
import { fill } from '../../words/fill.ts'
import { LoadFailed } from '../frame/FaultPages.tsx'
import { Pager } from '../frame/Pager.tsx'
import { Button } from '../ui/Button.tsx'
import { type Column, ListTable } from '../ui/ListTable.tsx'
import type { Load } from '../ui/use-load.ts'
import { EmptyState, Skeleton } from '../ui/Waiting.tsx'
import { useWords } from '../words.ts'
import { MailboxTools } from './MailboxTools.tsx'
import type { useMailboxQuery } from './use-mailbox-query.ts'

interface MailboxProps<Row> {
  readonly caption: string
  readonly query: ReturnType<typeof useMailboxQuery>
  readonly list: Load<{ rows: Row[]; page: number; size: number; total: number }>
  readonly columns: readonly Column<Row>[]
  readonly unread?: (row: Row) => boolean
  /** What to show while there is nothing at all. */
  readonly empty: ReactNode
}

/** §2, §9: a list of appeals: search, how many were found, table or cards, pager. */
export function Mailbox<Row extends { id: string }>(props: MailboxProps<Row>) {
  const words = useWords('site')
  const { list, query } = props
  if (list.data === undefined) {
    return (
      <div className="after">
        {list.loading ? <Skeleton /> : <LoadFailed error={list.error} retry={list.reload} />}
      </div>
    )
  }
  const { rows, total } = list.data
  if (total === 0 && !query.filtered) return props.empty
  return (
    <>
      <MailboxTools query={query} />
      <p className="meta found" role="status">
        {fill(words.found, { n: total })}
      </p>
      {list.error !== undefined && <LoadFailed error={list.error} retry={list.reload} />}
      {rows.length === 0 ? (
        <EmptyState
          title={words.notFoundTitle}
          hint={words.notFoundHint}
          action={
            <Button kind="secondary" onPress={query.clear}>
              {words.clearFilter}
            </Button>
          }
        />
      ) : (
        <ListTable
          caption={props.caption}
          columns={props.columns}
          rows={rows}
          keyOf={(row) => row.id}
          {...(props.unread ? { unread: props.unread } : {})}
        />
      )}
      <Pager
        page={list.data.page}
        size={list.data.size}
        total={total}
        hrefOf={(page) => query.hrefOf({ page })}
        onSize={(size) => query.change({ size: size as PageSize })}
      />
    </>
  )
}

import type { ReactNode } from 'react'
import { NoBreak } from './NoBreak.tsx'

/** Names and values; `rows` with an empty value are left out. */
export function Facts({
  rows,
  columns,
}: {
  rows: readonly (readonly [string, ReactNode])[]
  columns?: boolean
}) {
  return (
    <dl className={columns ? 'facts-list cols' : 'facts-list'}>
      {rows
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? <NoBreak text={value} /> : value}</dd>
          </div>
        ))}
    </dl>
  )
}

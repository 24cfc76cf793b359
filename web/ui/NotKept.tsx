import type { ReactNode } from 'react'
import { Banner } from './Banner.tsx'
import { Button } from './Button.tsx'

interface NotKeptProps {
  /** Why what was typed is not on the server. */
  readonly why: ReactNode
  readonly again: string
  readonly onAgain: () => void
}

/** What was typed is only on this page: loud, with a way out. */
export function NotKept({ why, again, onAgain }: NotKeptProps) {
  return (
    <Banner
      kind="wait"
      role="alert"
      icon="warning"
      action={
        <Button kind="secondary" small onPress={onAgain}>
          {again}
        </Button>
      }
    >
      <p>{why}</p>
    </Banner>
  )
}

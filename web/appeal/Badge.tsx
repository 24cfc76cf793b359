import type { Status } from '../../domain/appeal/status.ts'
import { Icon, type IconName } from '../ui/Icon.tsx'
import { useWords } from '../words.ts'

const looks: Record<Status, { className: string; icon: IconName }> = {
  draft: { className: 'draft', icon: 'dashed' },
  sent: { className: 'sent', icon: 'arrow' },
  registered: { className: 'registered', icon: 'card' },
  awaitingExecution: { className: 'awaiting', icon: 'half' },
  interimReply: { className: 'interim', icon: 'clock' },
  executed: { className: 'executed', icon: 'done' },
  forwarded: { className: 'forwarded', icon: 'outgoing' },
  returned: { className: 'returned', icon: 'returned' },
  withdrawn: { className: 'withdrawn', icon: 'left' },
}

/** A status: its word, its own sign, its colour. */
export function Badge({ status }: { status: Status }) {
  const words = useWords('statuses')
  const { className, icon } = looks[status]
  return (
    <span className={`badge ${className}`}>
      <Icon name={icon} size={18} />
      {words[status].name}
    </span>
  )
}

/** The sign of a status alone, for a place where its word is next to it. */
export function statusIcon(status: Status): IconName {
  return looks[status].icon
}

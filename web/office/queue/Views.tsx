import { useEffect, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Views as AllViews } from '../../../wire/queue.ts'
import { countText } from '../../../words/count.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { ErrorSummary } from '../../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../../ui/Field.tsx'
import { Icon } from '../../ui/Icon.tsx'
import { useLanguage, useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface ViewTabsProps {
  readonly views: AllViews
  /** The query of the list shown. */
  readonly address: string
  readonly onViews: (views: AllViews) => void
}

/** The tabs everybody has, then saved views: each an address, each with the count of its list. */
export function ViewTabs({ views, address, onViews }: ViewTabsProps) {
  const words = useWords('queue')
  const language = useLanguage()
  const hrefOf = (query: string) => (query === '' ? paths.officeQueue : `${paths.officeQueue}?${query}`)
  const own = views.views.find(({ query, mayDelete }) => mayDelete && query === address && query !== '')
  // On a phone the tabs are a strip that scrolls in itself: it begins with the one that is open.
  const strip = useRef<HTMLElement>(null)
  const here = views.tabs.length + views.views.length > 0 ? address : ''
  useEffect(() => {
    const open = strip.current?.querySelector<HTMLElement>('[aria-current]')
    if (here !== '' && strip.current && open)
      strip.current.scrollLeft = open.offsetLeft - strip.current.offsetLeft
  }, [here])
  const drop = (id: string) => {
    void call('DELETE /api/office/queue/views/:id', { params: { id } }).then(onViews, () => undefined)
  }
  return (
    <div className="view-row">
      <nav className="tabs" aria-label={words.tabs} ref={strip}>
        {views.tabs.map(({ tab, query, ...count }) => (
          <Link key={tab} href={hrefOf(query)} aria-current={query === address ? 'page' : undefined}>
            {words.tabNames[tab]} <span className="quiet">{countText(count)}</span>
          </Link>
        ))}
        {views.views.map(({ id, name, query, unit, ...count }) => (
          <Link key={id} href={hrefOf(query)} aria-current={query === address ? 'page' : undefined}>
            <Icon name="filter" size={18} />
            {unit === null ? name : fill(words.viewOfUnit, { name, unit: unit[language] })}{' '}
            <span className="quiet">{countText(count)}</span>
          </Link>
        ))}
      </nav>
      {own && (
        <Button
          kind="plain"
          small
          icon="bin"
          label={fill(words.viewDelete, { name: own.name })}
          onPress={() => drop(own.id)}
        >
          {fill(words.viewDelete, { name: own.name })}
        </Button>
      )}
    </div>
  )
}

interface SaveViewProps {
  readonly units: AllViews['units']
  readonly address: string
  readonly onViews: (views: AllViews) => void
}

/** Gives the list shown a name, for oneself or, who hands out work, for a unit. */
export function SaveView({ units, address, onViews }: SaveViewProps) {
  const words = useWords('queue')
  const site = useWords('site')
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const [name, setName] = useState('')
  const [unitId, setUnitId] = useState('')
  const [fault, setFault] = useState('')
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const save = () => {
    if (name.trim() === '') return setFault(words.viewNameMissing)
    setBusy(true)
    const body = { name: name.trim(), query: address, ...(unitId === '' ? {} : { unitId }) }
    call('POST /api/office/queue/views', { body, idempotencyKey: attempt.keyOf(body) })
      .then(
        (views) => {
          attempt.done()
          onViews(views)
          setOpen(false)
          setName('')
        },
        (error: unknown) => setFault(faultWords(error, site)),
      )
      .finally(() => setBusy(false))
  }
  return (
    <>
      <Button kind="secondary" icon="plus" onPress={() => setOpen(true)}>
        {words.saveView}
      </Button>
      {open && (
        <Dialog
          title={words.saveView}
          onClose={() => setOpen(false)}
          foot={
            <>
              <Button kind="plain" onPress={() => setOpen(false)}>
                {words.unpick}
              </Button>
              <Button onPress={save} busy={busy && words.viewKeep}>
                {words.viewKeep}
              </Button>
            </>
          }
        >
          <ErrorSummary lines={fault === '' ? [] : [{ text: fault, field: 'view-name' }]} />
          <p className="hint">{words.viewHint}</p>
          <TextField
            id="view-name"
            label={words.viewName}
            value={name}
            onChange={setName}
            error={fault || undefined}
          />
          {units.length > 0 && (
            <SelectField
              id="view-for"
              label={words.viewFor}
              value={unitId}
              onChange={setUnitId}
              empty={words.viewOwn}
              options={units.map((unit) => ({ value: unit.id, label: unit.name[language] }))}
            />
          )}
        </Dialog>
      )}
    </>
  )
}

import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import type { Internal, LinkRow, SimilarRow } from '../../../wire/case.ts'
import { formatShortDate } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/Button.tsx'
import { Segments } from '../../ui/Choice.tsx'
import { FieldError, TextField } from '../../ui/Field.tsx'
import { useWords, type Words } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'

interface LinkedProps {
  readonly appealId: string
  readonly internal: Internal
  readonly mayLink: boolean
  readonly onInternal: (internal: Internal) => void
}

/** Linked appeals and the client's similar ones; what is out of sight is not told. */
export function LinkedAppeals({ appealId, internal, mayLink, onInternal }: LinkedProps) {
  const words = useWords('case')
  const site = useWords('site')
  const [open, setOpen] = useState(false)
  const [number, setNumber] = useState('')
  const [kind, setKind] = useState<'related' | 'repeat'>('related')
  const [error, setError] = useState<string>()
  const [fault, setFault] = useState<string | null>(null)
  const [said, setSaid] = useState('')
  const [busy, setBusy] = useState(false)
  const attempt = useAttempt()
  const { links, similar } = internal

  const link = async (event: FormEvent) => {
    event.preventDefault()
    const wanted = number.trim()
    if (wanted === '') {
      setError(words.numberMissing)
      return
    }
    // A row of the similar ones is meant by itself, not by a number that another year has too.
    const row = similar.find((one) => one.number === wanted)
    const body = { kind, other: row === undefined ? { number: wanted } : { appealId: row.appealId } }
    setBusy(true)
    setError(undefined)
    try {
      onInternal(
        await call('POST /api/office/appeals/:id/links', {
          params: { id: appealId },
          body,
          idempotencyKey: attempt.keyOf(body),
        }),
      )
      attempt.done()
      setNumber('')
      setOpen(false)
      setSaid(words.linked)
    } catch (problem) {
      setError(faultWords(problem, site))
    } finally {
      setBusy(false)
    }
  }
  const unlink = async (linkId: string) => {
    setFault(null)
    try {
      onInternal(
        await call('DELETE /api/office/appeals/:id/links/:linkId', { params: { id: appealId, linkId } }),
      )
      setSaid(words.unlinked)
    } catch (problem) {
      setFault(faultWords(problem, site))
    }
  }
  return (
    <section className="stack tight" aria-labelledby="h-similar">
      {links.length > 0 && (
        <>
          <h3>
            {words.links} <span className="meta">{links.length}</span>
          </h3>
          <ul className="side-lines plain">
            {links.map((row) => (
              <li key={row.id}>
                <Other row={row} note={words.linkKinds[row.kind]} />
                {mayLink && row.inReach && row.by !== null && (
                  <Button
                    kind="plain"
                    small
                    className="no-print"
                    label={fill(words.unlinkOf, { number: row.number })}
                    onPress={() => void unlink(row.id)}
                  >
                    {words.unlink}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <h3 id="h-similar">
        {words.similar} <span className="meta">{similar.length}</span>
      </h3>
      {fault !== null && <FieldError id="link-fault">{fault}</FieldError>}
      <p role="status" className="meta">
        {said}
      </p>
      {similar.length > 0 && (
        <ul className="side-lines plain">
          {similar.map((row) => (
            <li key={row.appealId}>
              <Other row={row} note={sameness(row, words)} />
              {mayLink && row.inReach && (
                <Button
                  kind="plain"
                  small
                  className="no-print"
                  label={fill(words.linkOf, { number: row.number })}
                  onPress={() => {
                    setNumber(row.number)
                    setOpen(true)
                  }}
                >
                  {words.link}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {similar.length === 0 && <p className="meta">{words.none}</p>}
      {mayLink && (
        <div className="no-print">
          <Button
            kind="plain"
            small
            icon={open ? 'close' : 'plus'}
            expanded={open}
            onPress={() => setOpen(!open)}
          >
            {words.linkTitle}
          </Button>
        </div>
      )}
      {open && (
        <form noValidate className="stack tight no-print" onSubmit={link} aria-busy={busy}>
          <TextField
            id="link-number"
            label={words.linkNumber}
            value={number}
            onChange={setNumber}
            error={error}
            width="line"
          />
          <Segments
            id="link-kind"
            legend={words.linkKind}
            value={kind}
            onChange={(value) => setKind(value === 'repeat' ? 'repeat' : 'related')}
            options={[
              { value: 'related', label: words.linkKinds.related },
              { value: 'repeat', label: words.linkKinds.repeat },
            ]}
          />
          <div>
            <Button submit kind="secondary" small busy={busy && words.sending}>
              {words.link}
            </Button>
          </div>
        </form>
      )}
    </section>
  )
}

const sameness = (row: SimilarRow, words: Words<'case'>): string =>
  [row.sameType && words.sameType, row.sameContract && words.sameContract].filter(Boolean).join(', ')

function Other({ row, note }: { row: LinkRow | SimilarRow; note: string }) {
  const words = useWords('case')
  const statuses = useWords('statuses')
  const when =
    row.executedAt !== null
      ? fill(words.executedOn, { date: shortMoment(row.executedAt) })
      : row.dueDate !== null && fill(words.dueOn, { date: formatShortDate(row.dueDate) })
  return (
    <div>
      <Link className="link" href={paths.officeAppeal(row.appealId)} lang={row.letterLanguage}>
        {row.subject}
      </Link>
      <br />
      <span className="meta">
        {[fill(words.otherNumber, { number: row.number }), statuses[row.status].name, when, note]
          .filter(Boolean)
          .join(' ·\u00a0')}
      </span>
    </div>
  )
}

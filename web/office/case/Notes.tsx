import { type FormEvent, useState } from 'react'
import type { NoteRow } from '../../../wire/case.ts'
import { formatTime } from '../../../words/dates.ts'
import { fill } from '../../../words/fill.ts'
import { call, ProblemError } from '../../api.ts'
import { shortMoment } from '../../appeal/dates.ts'
import { faultWords } from '../../frame/FaultPages.tsx'
import { Button } from '../../ui/Button.tsx'
import { FieldError, TextArea } from '../../ui/Field.tsx'
import { useWords } from '../../words.ts'
import { useAttempt } from '../use-attempt.ts'
import { useNoteDraft } from './use-note-draft.ts'

interface NotesProps {
  readonly appealId: string
  readonly notes: readonly NoteRow[]
  /** What the server kept of a note that is being written. */
  readonly draft: string
  readonly mayWrite: boolean
  /** The call centre's: headings of their own. */
  readonly ofCalls?: boolean
  /** Where a page has several: the id of the heading that these are below, a part of their name. */
  readonly of?: string
  readonly onNotes: (notes: NoteRow[]) => void
}

/** Notes for the staff, the newest first, and the box for one more. It is no box for a reply. */
export function Notes({ appealId, notes, draft, mayWrite, ofCalls = false, of, onNotes }: NotesProps) {
  const words = useWords('case')
  const site = useWords('site')
  const [said, setSaid] = useState('')
  const [fault, setFault] = useState<string | null>(null)
  const attempt = useAttempt()
  const act = async (what: Promise<{ notes: NoteRow[] }>, done: string) => {
    setFault(null)
    try {
      onNotes((await what).notes)
      attempt.done()
      setSaid(done)
    } catch (error) {
      setFault(faultWords(error, site))
    }
  }
  const remove = (noteId: string) =>
    act(
      call('DELETE /api/office/appeals/:id/notes/:noteId', { params: { id: appealId, noteId } }),
      words.noteDeleted,
    )
  const restore = (noteId: string) =>
    act(
      call('POST /api/office/appeals/:id/notes/:noteId/restoration', {
        params: { id: appealId, noteId },
        idempotencyKey: attempt.keyOf(noteId),
      }),
      words.noteRestored,
    )
  const there = notes.filter(({ deleted }) => deleted === null).length
  return (
    <section
      className="stack tight"
      aria-labelledby={of === undefined ? `h-notes-${appealId}` : `${of} h-notes-${appealId}`}
    >
      <h3 id={`h-notes-${appealId}`}>
        {ofCalls ? words.callNotes : words.notes} <span className="meta">{there}</span>
      </h3>
      {fault !== null && <FieldError id={`note-fault-${appealId}`}>{fault}</FieldError>}
      <p role="status" className="meta">
        {said}
      </p>
      {notes.length > 0 && (
        <ul className="jots plain">
          {notes.map((note) => (
            <Note key={note.id} note={note} onDelete={remove} onRestore={restore} />
          ))}
        </ul>
      )}
      {mayWrite && (
        <NewNote
          appealId={appealId}
          draft={draft}
          label={ofCalls ? words.newCallNote : words.newNote}
          onLeft={(next) => {
            onNotes(next)
            setSaid(words.noteAdded)
          }}
        />
      )}
    </section>
  )
}

interface NoteProps {
  readonly note: NoteRow
  readonly onDelete: (id: string) => void
  readonly onRestore: (id: string) => void
}

function Note({ note, onDelete, onRestore }: NoteProps) {
  const words = useWords('case')
  const names = { name: note.by, at: shortMoment(note.at) }
  const act = note.mayDelete && (
    <Button
      kind="plain"
      small
      className="no-print"
      icon={note.deleted === null ? 'bin' : 'again'}
      label={fill(note.deleted === null ? words.deleteNoteOf : words.restoreOf, names)}
      onPress={() => (note.deleted === null ? onDelete : onRestore)(note.id)}
    >
      {note.deleted === null ? words.deleteNote : words.restore}
    </Button>
  )
  return (
    <li className="jot">
      <p className="meta">
        {fill(note.mine ? words.noteByMe : words.noteBy, names)}
        {note.kind === 'call' && ` ·\u00a0${words.callNote}`}
      </p>
      {note.deleted === null ? (
        <p>{note.text}</p>
      ) : (
        <p className="meta">
          {fill(words.deleted, { name: note.deleted.by, at: shortMoment(note.deleted.at) })}
        </p>
      )}
      {act && <div>{act}</div>}
    </li>
  )
}

interface NewNoteProps {
  readonly appealId: string
  readonly draft: string
  readonly label: string
  readonly onLeft: (notes: NoteRow[]) => void
}

function NewNote({ appealId, draft, label, onLeft }: NewNoteProps) {
  const words = useWords('case')
  const site = useWords('site')
  const note = useNoteDraft(appealId, draft)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string>()
  const attempt = useAttempt()
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const said = note.text
    if (said.trim() === '') {
      setError(words.noteMissing)
      return
    }
    setBusy(true)
    setError(undefined)
    try {
      await note.settled()
      const params = { id: appealId }
      const { notes } = await call('POST /api/office/appeals/:id/notes', {
        params,
        body: { text: said },
        idempotencyKey: attempt.keyOf(said),
      })
      attempt.done()
      note.left(said)
      onLeft(notes)
    } catch (fault) {
      const field = fault instanceof ProblemError ? fault.fields[0]?.detail : undefined
      setError(field ?? faultWords(fault, site))
    } finally {
      setBusy(false)
    }
  }
  const state =
    note.kept === 'notKept'
      ? words.draftNotKept
      : note.kept === 'keeping'
        ? words.draftKeeping
        : note.keptAt !== null && fill(words.draftKept, { time: formatTime(note.keptAt) })
  return (
    <form noValidate onSubmit={submit} className="stack tight no-print" aria-busy={busy}>
      <TextArea
        id={`note-${appealId}`}
        rows={3}
        label={label}
        value={note.text}
        onChange={note.change}
        maxLength={4000}
        countFrom={500}
        error={error}
      />
      {state && <p className="meta">{state}</p>}
      <div>
        <Button submit kind="secondary" small icon="lock" busy={busy && words.adding}>
          {words.addNote}
        </Button>
      </div>
    </form>
  )
}

import { type FormEvent, useState } from 'react'
import { Link } from 'wouter'
import { languages } from '../../domain/language.ts'
import { staffRoles } from '../../domain/person/role.ts'
import { call, type ResponseOf } from '../api.ts'
import { PageHead, useTitle } from '../frame/Page.tsx'
import { paths } from '../paths.ts'
import { Button, buttonClass } from '../ui/Button.tsx'
import { Checkboxes } from '../ui/Choice.tsx'
import { ErrorSummary, type SummaryLine } from '../ui/ErrorSummary.tsx'
import { SelectField, TextField } from '../ui/Field.tsx'
import { useLoad } from '../ui/use-load.ts'
import { useLanguage, useWords } from '../words.ts'
import { FirstPasswordShown } from './FirstPasswordShown.tsx'
import { SecretShown } from './SecretShown.tsx'
import { refusedLines } from './said.ts'

const fields = ['login', 'family', 'given', 'patronymic', 'extension'] as const
const nothing = { login: '', family: '', given: '', patronymic: '', extension: '' }
const languageNames = { kk: 'Қазақша', ru: 'Русский', en: 'English' }

/** Somebody new: name, login, roles, units; the first password and the secret of their codes are shown once. */
export function NewPersonPage() {
  const words = useWords('people')
  const site = useWords('site')
  const screen = useLanguage()
  const units = useLoad('units', (signal) => call('GET /api/office/units', { signal }))
  const [typed, setTyped] = useState(nothing)
  const [roles, setRoles] = useState<readonly string[]>([])
  const [unitIds, setUnitIds] = useState<readonly string[]>([])
  const [language, setLanguage] = useState<(typeof languages)[number]>('kk')
  const [added, setAdded] = useState<ResponseOf<'POST /api/office/people'> | null>(null)
  const [faults, setFaults] = useState<readonly SummaryLine[]>([])
  const [busy, setBusy] = useState(false)
  useTitle(words.add, { office: true, hasErrors: faults.length > 0 })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const held = staffRoles.filter((role) => roles.includes(role))
    const body = { ...typed, roles: held, unitIds: [...unitIds], language }
    call('POST /api/office/people', { body })
      .then(setAdded, (error) => setFaults(refusedLines(error, site, [...fields, 'roles'])))
      .finally(() => setBusy(false))
  }
  if (added !== null) {
    return (
      <>
        <PageHead title={words.added} hint={`${typed.family} ${typed.given}`} />
        <FirstPasswordShown {...added} />
        <SecretShown {...added} />
        <p className="row">
          <Link className={buttonClass('filled', false, '')} href={paths.officePerson(added.id)}>
            {words.toPerson}
          </Link>
        </p>
      </>
    )
  }
  const error = (field: string) => faults.find((one) => one.field === field)?.text
  return (
    <form onSubmit={submit} noValidate className="stack roomy">
      <ErrorSummary lines={faults} />
      <PageHead title={words.add} />
      <div className="several">
        {fields.map((field) => (
          <TextField
            key={field}
            id={field}
            label={words[field]}
            optional={field === 'patronymic' || field === 'extension'}
            value={typed[field]}
            error={error(field)}
            onChange={(value) => setTyped({ ...typed, [field]: value })}
          />
        ))}
        <SelectField
          id="screen"
          label={words.screen}
          value={language}
          onChange={(value) => setLanguage(languages.find((one) => one === value) ?? 'kk')}
          options={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        />
      </div>
      <Checkboxes
        id="roles"
        legend={words.rolesTitle}
        value={roles}
        error={error('roles')}
        onChange={setRoles}
        options={staffRoles.map((role) => ({ value: role, label: site.roles[role] }))}
      />
      {units.data !== undefined && (
        <Checkboxes
          id="units"
          legend={words.unitsOf}
          value={unitIds}
          onChange={setUnitIds}
          options={units.data.units.map((unit) => ({ value: unit.id, label: unit.name[screen] }))}
        />
      )}
      <p className="hint">{words.passwordMade}</p>
      <Button submit busy={busy && words.saving}>
        {words.add}
      </Button>
    </form>
  )
}

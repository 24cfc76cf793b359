import { useState } from 'react'
import { type StaffRole, staffRoles } from '../../domain/person/role.ts'
import type { Person } from '../../wire/people.ts'
import { fill } from '../../words/fill.ts'
import { call } from '../api.ts'
import { Button } from '../ui/Button.tsx'
import { Checkboxes } from '../ui/Choice.tsx'
import { useLanguage, useWords } from '../words.ts'

interface RolesPanelProps {
  readonly person: Person
  readonly take: (answer: Promise<Person>) => Promise<void>
}

/** Roles and units, ticked first and then saved; what becomes of open work is told before. */
export function RolesPanel({ person, take }: RolesPanelProps) {
  const words = useWords('people')
  const site = useWords('site')
  const language = useLanguage()
  const had = person.units.map((unit) => unit.id)
  const [roles, setRoles] = useState<readonly string[]>(person.roles)
  const [units, setUnits] = useState<readonly string[]>(had)
  const params = { id: person.id }
  const loses =
    person.roles.some((role) => !roles.includes(role)) || had.some((unit) => !units.includes(unit))
  const save = async (): Promise<Person> => {
    let answer = person
    for (const role of staffRoles.filter((one) => isChanged(one, person.roles, roles))) {
      const change = roles.includes(role) ? 'granted' : 'withdrawn'
      answer = await call('POST /api/office/people/:id/roles', { params, body: { role, change } })
    }
    for (const { id: unitId } of person.allUnits.filter(({ id }) => isChanged(id, had, units))) {
      const change = units.includes(unitId) ? 'joined' : 'left'
      answer = await call('POST /api/office/people/:id/units', { params, body: { unitId, change } })
    }
    return answer
  }
  return (
    <section className="panel" aria-label={words.rolesTitle}>
      <div className="several top">
        <Checkboxes
          id="roles"
          legend={words.rolesTitle}
          value={roles}
          onChange={setRoles}
          options={staffRoles.map((role) => ({ value: role, label: site.roles[role] }))}
        />
        <Checkboxes
          id="units"
          legend={words.unitsOf}
          value={units}
          onChange={setUnits}
          options={person.allUnits.map((unit) => ({ value: unit.id, label: unit.name[language] }))}
        />
      </div>
      {loses && person.open > 0 && <p className="meta">{fill(words.losingEffect, { n: person.open })}</p>}
      <div className="row">
        <Button kind="secondary" onPress={() => take(save())}>
          {words.saveRoles}
        </Button>
      </div>
    </section>
  )
}

const isChanged = <One extends StaffRole | string>(
  one: One,
  before: readonly string[],
  after: readonly string[],
): boolean => before.includes(one) !== after.includes(one)

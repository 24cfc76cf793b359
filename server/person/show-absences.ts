import type { z } from 'zod'
import { localDate } from '../../domain/calendar/instant.ts'
import { absenceOn, isAbleDeputy } from '../../domain/person/absence.ts'
import { mayManage, maySeeLoad } from '../../domain/person/administration.ts'
import { fullName } from '../../domain/person/name.ts'
import type { Absences } from '../../wire/people.ts'
import { countOpenWork } from '../appeal/held-work-store.ts'
import type { Asker, Context } from '../context.ts'
import { absenceRow } from './show-people.ts'
import { workersOn } from './worker-store.ts'

/** Those for whom this person may say that they are away, themselves first, with what was said of today and later. */
export async function showAbsences(context: Context, asker: Asker): Promise<z.input<typeof Absences>> {
  const today = localDate(context.now())
  const { workers, absences } = await workersOn(context.db, today)
  const open = await countOpenWork(context.db, 'executor_id')
  const here = workers.filter(({ active }) => active)
  const mine = here.filter((one) => mayManage(asker, 'recordAbsence', one))
  return {
    people: [...mine]
      .sort((a, b) => Number(b.id === asker.id) - Number(a.id === asker.id))
      .map((one) => ({
        id: one.id,
        name: fullName(one.name),
        self: one.id === asker.id,
        open: open.get(one.id) ?? 0,
        mayHandOver: mayManage(asker, 'handOverWork', one),
        absences: absences
          .filter(({ staffId }) => staffId === one.id)
          .map((absence) => absenceRow(absence, workers)),
        deputyIds: here
          .filter((deputy) => deputy.id !== one.id && isAbleDeputy(one, deputy))
          .map(({ id }) => id),
      })),
    deputies: here.map((one) => ({
      id: one.id,
      name: fullName(one.name),
      open: maySeeLoad(asker, one) ? (open.get(one.id) ?? 0) : null,
    })),
    insteadOf: asker.duty.insteadOf.flatMap((id) => {
      const [absent, absence] = [workers.find((one) => one.id === id), absenceOn(absences, id, today)]
      return absent === undefined || absence === null
        ? []
        : [{ id, name: fullName(absent.name), to: absence.to }]
    }),
  }
}

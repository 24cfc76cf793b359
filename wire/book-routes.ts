import { z } from 'zod'
import { rolesFor } from '../domain/appeal/rights.ts'
import { AppealId } from './appeal.ts'
import {
  BookAsked,
  BookFileQuery,
  BookName,
  BookPage,
  BookQuery,
  Correction,
  CorrectionDecision,
  EditionId,
  Editions,
  NewCorrection,
  NewEdition,
} from './book.ts'
import type { Route } from './route.ts'

const reading = rolesFor('readRegister')
const whole = ['registrar', 'auditor'] as const

/** The register books (docs/office.md, the books); whose rows are shown says domain/appeal/rights.ts. */
export const bookRoutes = {
  'GET /api/office/books/:book': { who: reading, params: BookName, query: BookQuery, response: BookPage },
  'GET /api/office/books/:book/file': {
    who: reading,
    params: BookName,
    query: BookFileQuery,
    file: true,
    heavy: 'export',
  },
  /** A month has all rows of it: only for those who see the whole book. */
  'GET /api/office/books/:book/editions': {
    who: whole,
    params: BookName,
    query: BookAsked.pick({ year: true }),
    response: Editions,
  },
  'POST /api/office/books/:book/editions': {
    who: ['registrar'],
    params: BookName,
    body: NewEdition,
    response: Editions,
    heavy: 'export',
    idempotent: true,
  },
  'GET /api/office/books/:book/editions/:id': { who: whole, params: EditionId, file: true },
  'GET /api/office/books/:book/editions/:id/seal': { who: whole, params: EditionId, file: true },
  'POST /api/office/appeals/:id/register-corrections': {
    who: rolesFor('correctRegister'),
    params: AppealId,
    body: NewCorrection,
    response: Correction,
    idempotent: true,
  },
  'POST /api/office/appeals/:id/register-corrections/:correctionId/decision': {
    who: [...new Set([...rolesFor('correctRegister'), ...rolesFor('approveCorrection')])],
    params: z.object({ id: z.uuid(), correctionId: z.uuid() }),
    body: CorrectionDecision,
    response: Correction,
    idempotent: true,
  },
} as const satisfies Record<`${'GET' | 'POST'} /${string}`, Route>

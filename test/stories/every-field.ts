import type { Locator, Page } from 'playwright-core'
import { expect } from 'vitest'
import type { AppealType } from '../../domain/catalogue/appeal-type.ts'
import type { Field, FieldKind } from '../../domain/catalogue/field.ts'
import { kindOf } from '../../domain/catalogue/kinds/kinds.ts'
import type { Language } from '../../domain/language.ts'
import type { Draft } from '../../wire/appeal.ts'
import { shippedType } from '../shipped-types.ts'
import { put } from './arrange.ts'
import type { Story } from './story.ts'

/** Every kind of field, by the eight types that together have them all; answers as a client gives them. */

/** What is typed or chosen: options by their value, a contract or an appeal by what its line begins with. */
export type Given = string | readonly string[] | readonly Readonly<Record<string, string>>[]

export interface ToldType {
  readonly code: string
  readonly contract: 'rent' | 'mortgage'
  readonly answers: Readonly<Record<string, Given>>
}

const description = 'Толығырақ түсіндіремін: жағдайым өзгерді, құжаттарым дайын.'

export const toldTypes: readonly ToldType[] = [
  {
    code: 'pay.refund',
    contract: 'rent',
    answers: {
      amount: '1250000,5',
      reason: 'double',
      refundIban: 'kz50999test000000042',
      refundBank: 'Үлгі Банк',
      comment: 'Екінші төлем 28.12.2025 күні түсті.',
    },
  },
  {
    code: 'pay.reallocate',
    contract: 'rent',
    answers: { amount: '20 000', paymentDate: '28.12.2025', targetContract: 'ИЗ-75-000128', description },
  },
  {
    code: 'terms.replaceTenant',
    contract: 'rent',
    answers: {
      newTenantName: 'Ахметова Жанар Болатқызы',
      newTenantIin: '881231270015',
      newTenantPhone: '87012345678',
      relation: 'sibling',
      description,
    },
  },
  { code: 'terms.schedule', contract: 'rent', answers: { paymentDay: '15', description } },
  {
    code: 'terms.personalData',
    contract: 'rent',
    answers: { what: ['address', 'phone'], newValue: 'Астана қ., Жаңа көшесі, 7-үй; +7 701 234 56 78' },
  },
  {
    code: 'use.registration',
    contract: 'rent',
    answers: {
      kind: 'temporary',
      until: '30.06.2026',
      persons: [
        { fullName: 'Иманбеков Данияр Серікұлы', iin: '850412170014', relation: 'жұбайы' },
        { fullName: 'Иманбекова Аружан Даниярқызы', iin: '030514470808', relation: 'қызы' },
      ],
    },
  },
  {
    code: 'own.collateral',
    contract: 'mortgage',
    answers: { action: 'replace', newAddress: 'Алматы қ., Сынақ көшесі, 9-үй, 41-пәтер', description },
  },
  {
    code: 'gen.complaint',
    contract: 'rent',
    answers: { about: 'delay', text: description, demand: 'Жауап беріңіз', relatedAppeal: '1 / 2026-01-12' },
  },
]

export function fieldOf(type: AppealType, code: string): Field {
  const found = type.fields.find((field) => field.code === code)
  if (found === undefined) throw new Error(`${type.code} has no field ${code}`)
  return found
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
/** The name with or without «(міндетті емес)» after it. */
const named = (label: string): RegExp => new RegExp(`^${escaped(label)}( \\(.+\\))?$`)
export const rowNames: Record<Language, (n: number) => string> = {
  kk: (n) => `${n}-адам`,
  ru: (n) => `Человек ${n}`,
  en: (n) => `Person ${n}`,
}
export const addPerson: Record<Language, string> = {
  kk: 'Адам қосу',
  ru: 'Добавить человека',
  en: 'Add a person',
}

/** The control of a field, by its label in the language of the screen. */
export function controlOf(place: Page | Locator, field: Field, language: Language): Locator {
  const name = named(field.label[language])
  // A question with its answers in sight, and rows, are a group of controls.
  return kindOf(field).question !== undefined || 'items' in field
    ? place.getByRole('group', { name })
    : place.getByLabel(name)
}

/** What a hand does to answer a field. */
const hands: Readonly<Record<FieldKind, 'types' | 'opens' | 'refers' | 'ticks' | 'fills rows'>> = {
  text: 'types',
  textarea: 'types',
  money: 'types',
  integer: 'types',
  date: 'types',
  iin: 'types',
  iban: 'types',
  phone: 'types',
  address: 'types',
  select: 'opens',
  radio: 'ticks',
  multiselect: 'ticks',
  contractRef: 'refers',
  appealRef: 'refers',
  group: 'fills rows',
}

async function fillOne(place: Page | Locator, field: Field, given: Given, language: Language): Promise<void> {
  const control = controlOf(place, field, language)
  const options = 'options' in field ? field.options : []
  switch (hands[field.type]) {
    case 'types':
      await control.fill(String(given))
      await control.blur()
      return
    case 'opens': {
      const option = options.find(({ value }) => value === given)
      await control.selectOption({ label: option?.label[language] ?? String(given) })
      return
    }
    case 'refers':
      await control.selectOption(await valueBeginning(control, String(given)))
      return
    case 'ticks':
      for (const { value, label } of options) {
        if (value === given || (Array.isArray(given) && given.includes(value))) {
          await control.getByLabel(label[language], { exact: true }).check()
        }
      }
      return
    case 'fills rows':
      throw new Error(`${field.code} has rows: each is filled in by its items`)
  }
}

async function valueBeginning(control: Locator, text: string): Promise<string> {
  const options = await control.locator('option').all()
  for (const option of options) {
    if ((await option.innerText()).replace(/\s+/gu, ' ').includes(text)) {
      return (await option.getAttribute('value')) ?? ''
    }
  }
  throw new Error(`nothing to choose begins with ${text}`)
}

/** Fills the letter as a client does, by the words on the screen. */
export async function fillLetter(page: Page, told: ToldType, language: Language): Promise<void> {
  const type = shippedType(told.code)
  for (const [code, given] of Object.entries(told.answers)) {
    const field = fieldOf(type, code)
    if (field.type !== 'group') {
      await fillOne(page, field, given, language)
      continue
    }
    const box = controlOf(page, field, language)
    for (const [index, row] of (given as readonly Readonly<Record<string, string>>[]).entries()) {
      const place = box.getByRole('group', { name: rowNames[language](index + 1) })
      if ((await place.count()) === 0) await box.getByRole('button', { name: addPerson[language] }).click()
      for (const item of field.items) await fillOne(place, item, row[item.code] ?? '', language)
    }
  }
}

/** A draft of this type with nothing in its letter. */
export async function draftOf(story: Story, { code, contract }: ToldType): Promise<string> {
  const browser = await story.world.as(story.people.aigerim)
  const contractId = story.world.contracts[contract]
  const { body: draft } = await browser.ask<Draft>('POST /api/drafts', {
    body: { contractId, letterLanguage: 'kk' },
  })
  const body = { typeCode: code }
  const saved = await browser.ask(`PATCH /api/drafts/${draft.id}`, { version: draft.version, body })
  expect(saved.status, JSON.stringify(saved.body)).toBe(200)
  return draft.id
}

/** Pays and attaches what the filled letter asks for, so that only the check is left. */
export async function payAndAttach(story: Story, draftId: string): Promise<void> {
  const browser = await story.world.as(story.people.aigerim)
  const { body: draft } = await browser.ask<Draft>(`GET /api/drafts/${draftId}`)
  const body = { paymentMethod: draft.fee?.feeTiyn === 0 ? null : 'debit' }
  const paid = await browser.ask<Draft>(`PATCH /api/drafts/${draftId}`, { version: draft.version, body })
  expect(paid.status, JSON.stringify(paid.body)).toBe(200)
  for (const { step, field } of paid.body.missing) {
    if (step === 'documents') await put(browser, draftId, field, 'Құжат.png')
  }
}

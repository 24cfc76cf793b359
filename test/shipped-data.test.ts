import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import settingsFile from '../data/settings.json' with { type: 'json' }
import { parseLocalTime } from '../domain/calendar/instant.ts'
import { parsePlainDate } from '../domain/calendar/plain-date.ts'
import { parseBin } from '../domain/person/bin.ts'
import { parsePhone } from '../domain/person/phone.ts'
import { isBic, parseIban } from '../domain/tariff/iban.ts'

const settings: readonly { key: string; validFrom: string; value: unknown }[] = settingsFile.settings
const settingOf = (key: string): unknown => settings.find((row) => row.key === key)?.value

describe('the shipped settings', () => {
  test('every row has its own key and a date to start from', () => {
    expect(new Set(settings.map((row) => row.key)).size).toBe(settings.length)
    expect(settings.map((row) => parsePlainDate(row.validFrom))).not.toContain(null)
  })

  test('numbers of the company pass our own rules', () => {
    expect(parsePhone(String(settingOf('company.callCentre')))).toBe('+77172797575')
    const requisites = settingsFile.settings.flatMap(({ value }) =>
      typeof value === 'object' && 'iban' in value ? [value] : [],
    )[0]
    expect(parseIban(requisites?.iban ?? '')).not.toBeNull()
    expect(parseBin(requisites?.bin ?? '')).not.toBeNull()
    expect(isBic(requisites?.bic ?? '')).toBe(true)
  })

  test('hours are times of day, in order', () => {
    const opens = parseLocalTime(String(settingOf('hours.opens')))
    const closes = parseLocalTime(String(settingOf('hours.closes')))
    expect([opens, closes]).toEqual(['09:30:00', '19:00:00'])
  })
})

test('the glossary says every term in three languages with the same placeholders', () => {
  const [, ...lines] = readFileSync(new URL('../data/glossary.tsv', import.meta.url), 'utf8')
    .trimEnd()
    .split('\n')
  const placeholders = (text: string): string => (text.match(/\{\w+\}/g) ?? []).sort().join()
  for (const line of lines) {
    const [key = '', kk = '', ru = '', en = ''] = line.split('\t')
    expect([key, kk, ru, en], line).not.toContain('')
    expect([placeholders(ru), placeholders(en)], key).toEqual([placeholders(kk), placeholders(kk)])
  }
})

import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../db/project-root.ts'
import { type Letter, letterSchema } from '../server/letter/letter.ts'
import type { Reply } from '../server/letter/render-reply.ts'
import type { TariffsDocument } from '../server/letter/render-tariffs.ts'
import type { ViewingCopy } from '../server/letter/viewing-copy.ts'

/** docs/samples/letter.json: the Kazakh example of docs/domain.md 5.2 with two attachments. */
export function sampleLetter(change: Partial<Letter> = {}): Letter {
  const file = join(projectRoot(), 'docs/samples/letter.json')
  return { ...letterSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), ...change }
}

export function sampleViewingCopy(change: Partial<ViewingCopy> = {}): ViewingCopy {
  return {
    letter: sampleLetter(),
    originalSha256: 'ab'.repeat(32),
    coupon: '26-000138',
    registration: { number: 3864, date: '2026-01-12', dueDate: '2026-02-02' },
    signatures: [
      {
        signer: 'САПАРОВА АЙГЕРІМ',
        iin: '921125270019',
        method: 'keyFile',
        certificate: {
          serial: '4A5B6C7D8E9F00112233445566778899AABBCCDD',
          authority: 'ҰЛТТЫҚ КУӘЛАНДЫРУШЫ ОРТАЛЫҚ (GOST) 2022',
          validFrom: Date.UTC(2025, 5, 1),
          validTo: Date.UTC(2026, 5, 1),
        },
        signedAt: Date.UTC(2026, 0, 12, 5, 41, 7),
        verdict: 'valid',
        note: null,
      },
    ],
    equality: {
      kk: 'Осы құжат қағаз тасығыштағы құжатпен бірдей',
      ru: 'Данный документ равнозначен документу на бумажном носителе',
    },
    ...change,
  }
}

export function sampleReply(change: Partial<Reply> = {}): Reply {
  return {
    language: 'kk',
    kind: 'interim',
    company: {
      name: '«Қазақстан Тұрғын үй компаниясы» АҚ',
      lines: ['БСН 990140990016, тел. +7 7172 79 75 75'],
    },
    addressee: { name: 'Сапарова Айгерім Ерланқызы', address: 'Астана қ., Үлгі көшесі, 1-үй, 12-пәтер' },
    appeal: { number: 3864, date: '2026-01-12' },
    paragraphs: ['Құрметті Айгерім Ерланқызы!\nСіздің өтінішіңізді қарау қосымша мәліметтерді талап етеді.'],
    newDueDate: '2026-03-02',
    signer: { position: 'Департамент басшысы', name: 'Иманбеков Д. С.' },
    executor: { name: 'Ахметова Ж. Б.', phone: '+7 7172 79 75 75', extension: '56465' },
    date: '2026-01-28',
    ...change,
  }
}

export function sampleTariffs(change: Partial<TariffsDocument> = {}): TariffsDocument {
  return {
    company: { kk: '«Қазақстан Тұрғын үй компаниясы» АҚ', ru: 'АО «Казахстанская Жилищная Компания»' },
    version: 1,
    validFrom: '2026-01-01',
    vatPercent: 16,
    categories: [
      {
        name: { kk: 'Мерзімінен бұрын өтеу', ru: 'Досрочное погашение' },
        types: [
          {
            name: {
              kk: 'Жалдау төлемдерін мерзімінен бұрын толық өтеу туралы өтініш',
              ru: 'Заявление на полное досрочное погашение аренды',
            },
            feeTiyn: 500_000,
          },
          { name: { kk: 'Еркін форматтағы өтініш', ru: 'Свободный формат' }, feeTiyn: 0 },
        ],
      },
    ],
    ...change,
  }
}

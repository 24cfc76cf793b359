import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { cabinet as cabinetKk } from '../../words/kk/cabinet.ts'
import { office as officeKk } from '../../words/kk/office.ts'
import { queue as queueKk } from '../../words/kk/queue.ts'
import { refusals as refusalsKk } from '../../words/kk/refusals.ts'
import { statuses as statusesKk } from '../../words/kk/statuses.ts'
import { verdict as verdictKk } from '../../words/kk/verdict.ts'
import { cabinet as cabinetRu } from '../../words/ru/cabinet.ts'
import { office as officeRu } from '../../words/ru/office.ts'
import { queue as queueRu } from '../../words/ru/queue.ts'
import { refusals as refusalsRu } from '../../words/ru/refusals.ts'
import { statuses as statusesRu } from '../../words/ru/statuses.ts'
import { verdict as verdictRu } from '../../words/ru/verdict.ts'
import { address, says } from './acts.ts'
import { sentEarly } from './arrange.ts'
import { askedCamera } from './camera.ts'
import { slow, tellStory } from './story.ts'
import { signAndSend } from './writing.ts'

const story = tellStory({ authority: true })
const camera = askedCamera()

const wordsOf = {
  kk: {
    cabinet: cabinetKk,
    office: officeKk,
    queue: queueKk,
    refusals: refusalsKk,
    statuses: statusesKk,
    verdict: verdictKk,
  },
  ru: {
    cabinet: cabinetRu,
    office: officeRu,
    queue: queueRu,
    refusals: refusalsRu,
    statuses: statusesRu,
    verdict: verdictRu,
  },
} as const

const hour = 3_600_000
/** The words up to the hour, which is the clock's. */
const dated = (words: string): string => words.replace(/\{date\}.*/, '12.01.2026')
const speak = async (page: Page, language: string) => {
  await page.locator('header select.lang').selectOption(language)
}
const hoursPass = async (ms: number) => {
  await story.moveClock(new Date(story.world.context.now() + ms).toISOString())
}

describe.each(['kk', 'ru'] as const)('кілті кері қайтарылған өтініш (%s)', (language) => {
  const { cabinet, office, queue, refusals, statuses, verdict } = wordsOf[language]
  let id = ''
  let client: Page
  let staff: Page

  test('орталық жауап бермей тұрғанда: өтініш тіркелген, клиентке ештеңе істеудің қажеті жоқ', async () => {
    // The lists that were fetched for the telling before are old by now.
    await hoursPass(hour / 2)
    story.authority.behave('down')
    id = await sentEarly(story)
    await story.settled()
    client = await story.open(story.people.aigerim, `/appeals/${id}`)
    await speak(client, language)
    const main = client.getByRole('main')
    await says(main, statuses.registered.name)
    await says(main, verdict.checkingHint)
    await story.looksRight(client)
    await camera?.shoot(client, `checking-${language}`)
  })

  test('кеңседе: тексерілуде деген белгі мен сүзгі; жауап неге жіберілмейтіні жазылған', async () => {
    staff = await story.open(story.people.executor, '/office/queue')
    await speak(staff, language)
    const main = staff.getByRole('main')
    await staff.getByRole('button', { name: queue.further }).click()
    await staff.getByLabel(queue.names.waits).selectOption('verdict')
    await expect.poll(() => address(staff), slow).toContain('waits=verdict')
    await says(main.getByRole('row').last(), dated(verdict.open))
    await story.looksRight(staff)
    await camera?.shoot(staff, `queue-${language}`)
    await staff.goto(`${story.world.origin}/office/appeals/${id}`)
    await staff.getByRole('button', { name: office.take }).click()
    await says(main, office.taken)
    const card = staff.getByRole('region', { name: verdict.cardTitle })
    await says(card, verdict.codes.revocation_unavailable)
    await says(card, verdict.blocks)
    await says(main, refusals.signature_not_confirmed.title)
    await story.looksRight(staff)
    await camera?.shoot(staff, `office-checking-${language}`)
  })

  test('орталық жауап берді: өтініш қайтарылды, себебі мен уақыты өтініште де, хабарландыруда да', async () => {
    const { serial } = (await story.keys.opened('rsa')).certificate.facts
    const at = story.world.context.now() - hour
    story.authority.register.revoke(serial, { at, reason: 'keyCompromise' })
    story.authority.behave('well')
    // Staff have gone for the half hour: their page would ask with a session that has ended.
    await staff.goto('about:blank')
    await hoursPass(hour / 2)
    const main = client.getByRole('main')
    await story.comeAgain(client, story.people.aigerim, `/appeals/${id}`)
    await says(main, verdict.reasons.revoked)
    await says(main, dated(verdict.revokedSince))
    await says(main, statuses.returned.name)
    await story.looksRight(client)
    await camera?.shoot(client, `returned-${language}`)
    await client.goto(`${story.world.origin}/notices`)
    await says(main, verdict.reasons.revoked)
    await story.looksRight(client)
    await camera?.shoot(client, `notice-${language}`)
    await client.goto(`${story.world.origin}/outgoing`)
    await says(main, statuses.returned.name)
    await story.comeAgain(staff, story.people.executor, `/office/appeals/${id}`)
    const card = staff.getByRole('region', { name: verdict.cardTitle })
    await says(card, verdict.revoked)
    await says(card, verdict.codes.revoked)
    await story.looksRight(staff)
    await camera?.shoot(staff, `office-returned-${language}`)
    // They leave before the clock goes on: their page would ask with a session that has ended.
    await staff.context().close()
  })

  test('көшірмесі басқа кілтпен қайта жіберіледі: мәтін, құжат, түбіртек – бәрі орнында', async () => {
    await client.goto(`${story.world.origin}/appeals/${id}`)
    await client.getByRole('button', { name: verdict.copy }).click()
    await client.waitForURL(/\/write\/[^/]+/)
    const draftId = /\/write\/([^/]+)/.exec(client.url())?.[1] ?? ''
    expect(draftId).not.toBe(id)
    await client.goto(`${story.world.origin}/write/${draftId}/sign`)
    await client.getByRole('heading', { level: 1 }).waitFor()
    await client.getByRole('img').first().waitFor()
    await says(client.getByRole('main'), 'Түбіртек.png')
    await story.looksRight(client)
    await camera?.shoot(client, `copy-${language}`)
    await speak(client, 'kk')
    await signAndSend(client, await story.keys.file('gost'))
    await story.settled()
    await client.goto(`${story.world.origin}/appeals/${draftId}`)
    await speak(client, language)
    await says(client.getByRole('main'), statuses.registered.name)
    await client.getByText(cabinet.showLetter).first().waitFor()
    await says(client.getByRole('main'), verdict.good)
    await story.looksRight(client)
    await camera?.shoot(client, `good-${language}`)
    // The next telling begins with the same key, good again.
    story.authority.register.restore((await story.keys.opened('rsa')).certificate.facts.serial)
  })
})

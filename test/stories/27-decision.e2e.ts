import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { registerDue } from '../../server/registry/register.ts'
import type { Appeal } from '../../wire/appeal.ts'
import type { Reply } from '../../wire/reply.ts'
import { propose, writeReply } from '../reply.ts'
import { address, dialog, says } from './acts.ts'
import { approve } from './answering.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { phone, slow, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera('kk', 'ru')
const main = (page: Page) => page.getByRole('main')
const status = async (id: string) =>
  (await (await story.world.as(story.people.aigerim)).ask<Appeal>(`GET /api/appeals/${id}`)).body.status

describe('шешім беті: ескірген хат, келесі хат', () => {
  const ids: string[] = []
  const letters: Reply[] = []
  let gulnar: Page
  let at = 0
  const pageOf = (index: number) => `/office/replies/${letters[index]?.id}`

  test('оқып отырғанда өзгерген хат бекітілмейді: сөзбен айтылып, жаңасы көрсетіледі', async () => {
    const saule = await story.world.as(story.people.executor)
    for (const subject of ['Бірінші анықтама', 'Екінші анықтама', 'Үшінші анықтама']) {
      const id = await sentFree(story, subject)
      await registerDue(story.world.context)
      await takenIntoWork(story, id)
      ids.push(id)
      letters.push((await propose(saule, await writeReply(saule, id, 'answer'))).body)
    }
    gulnar = await story.open(story.people.head, pageOf(0))
    await gulnar.locator('.paper .letter-page').first().waitFor()
    await says(main(gulnar), 'Бекітуге 3')
    await gulnar.getByLabel('Түрі:').selectOption({ label: 'Аралық жауап' })
    await expect.poll(() => address(gulnar)).toBe(`${pageOf(0)}?kind=interim`)
    await says(main(gulnar), 'Бекітуге 0')
    await gulnar.goto(`${story.world.origin}/office/replies?kind=interim&due=overdue`)
    await says(main(gulnar), 'Жасырып тұрғаны: Түрі: Аралық жауап; Мерзімі: өтіп кеткен.')
    await camera?.shoot(gulnar, 'approve-filtered')
    await story.looksRight(gulnar)
    await gulnar.getByRole('button', { name: 'Тазалау' }).last().click()
    await says(main(gulnar), 'Бекітуге 3')
    await gulnar.getByLabel('Түрі:').selectOption({ label: 'Жауап' })
    const lines = gulnar.getByRole('navigation', { name: 'Шешім күтіп тұрғандар' })
    await lines.getByRole('link').first().waitFor()
    await gulnar.goto(`${story.world.origin}${pageOf(0)}?kind=answer`)
    await gulnar.locator('.paper .letter-page').first().waitFor()
    await camera?.shoot(gulnar, 'approve-three')
    const small = await story.open(story.people.head, pageOf(0), phone)
    const strip = small.getByRole('navigation', { name: 'Шешім күтіп тұрғандар' })
    await strip.getByRole('link').last().click()
    await small.locator('.paper .letter-page').first().waitFor()
    // The open letter is in sight, however many wait before it.
    const rightEdge = () => strip.locator('.here').evaluate((one) => one.getBoundingClientRect().right)
    await expect.poll(rightEdge, slow).toBeLessThanOrEqual(phone.width)
    await camera?.shoot(small, 'approve-on-a-phone')
    await small.context().close()
    await gulnar.getByLabel('Нені түзету керек').fill('Бұл ескерту орнында қалады')

    const back = await saule.ask<Reply>(`POST /api/office/replies/${letters[0]?.id}/taking-back`)
    expect(back.status).toBe(200)
    const fresh = 'Өтінішіңіз қайта қаралды. Төлеміңіз 29 қаңтарда түсті.'
    const changed = await writeReply(saule, ids[0] ?? '', 'answer', { texts: { kk: fresh, ru: '' } })
    expect((await propose(saule, changed)).status).toBe(200)
    await says(main(gulnar), 'Хат өзгерді')
    await story.looksRight(gulnar)

    story.expectRefusal(/^4(09|12) POST \/api\/office\/replies\/[^/]+\/approval$/)
    await gulnar.keyboard.press('Control+Enter')
    await dialog(gulnar, 'Хатты бекітесіз бе?')
      .getByRole('button', { name: /^Бекіт/ })
      .click()
    await says(gulnar.getByRole('alert'), 'Хат сіз ашқаннан кейін өзгерді. Төменде жаңа нұсқасы')
    expect(await gulnar.getByRole('dialog').count()).toBe(0)
    await gulnar.locator('.paper').getByText('Хаттың мәтіні').click()
    await says(gulnar.locator('.paper'), fresh)
    expect(await gulnar.getByLabel('Нені түзету керек').inputValue()).toBe('Бұл ескерту орнында қалады')
    await camera?.shoot(gulnar, 'approve-stale')
    await story.looksRight(gulnar)
    expect(await status(ids[0] ?? '')).toBe('awaitingExecution')
  })

  test('шешкен соң күтіп тұрған келесісі ашылады', async () => {
    await approve(gulnar)
    await says(main(gulnar), 'Келесі хатқа көштік.')
    // The same day for both: either may be next.
    at = [1, 2].find((index) => address(gulnar).split('?')[0] === pageOf(index)) ?? 0
    expect(at).not.toBe(0)
    expect(new URL(gulnar.url()).search).toBe('?kind=answer')
    await says(main(gulnar), 'Бекітуге 2')
    expect(await status(ids[0] ?? '')).toBe('executed')
    await camera?.shoot(gulnar, 'approve-next')
    await story.looksRight(gulnar)
  })

  test('басқа терезеде шешілген хат екінші рет шешілмейді', async () => {
    const elsewhere = await story.world.as(story.people.head)
    const { id: replyId, version } = letters[at] ?? { id: '', version: 0 }
    const body = { version, remark: 'Басқа терезеден қайтарылды' }
    expect((await elsewhere.ask(`POST /api/office/replies/${replyId}/return`, { body })).status).toBe(200)
    await gulnar.keyboard.press('Control+Enter')
    await dialog(gulnar, 'Хатты бекітесіз бе?')
      .getByRole('button', { name: /^Бекіт/ })
      .click()
    await says(gulnar.getByRole('alert'), 'Хат сіз ашқаннан кейін өзгерді.')
    await says(main(gulnar), 'Бұл хат бойынша енді шешім қабылданбайды.')
    await story.looksRight(gulnar)
    expect(await status(ids[at] ?? '')).toBe('awaitingExecution')
    await says(main(gulnar), 'Бекітуге 1')
    await gulnar.getByRole('navigation', { name: 'Шешім күтіп тұрғандар' }).getByRole('link').first().click()
    expect(address(gulnar)).toBe(`${pageOf(3 - at)}?kind=answer`)
    // Of the last one too: what narrows the list does not go with the others.
    await gulnar.getByRole('button', { name: 'Тазалау' }).click()
    await expect.poll(() => address(gulnar)).toBe(pageOf(3 - at))
    await gulnar.getByLabel('Түрі:').waitFor()
  })
})

import { expect, test } from 'vitest'
import { localDate } from '../../domain/calendar/instant.ts'
import { registerDue } from '../../server/registry/register.ts'
import { recordSetting } from '../../server/setting/setting-store.ts'
import { choose, says } from './acts.ts'
import { replyTab } from './answering.ts'
import { sentFree } from './arrange.ts'
import { takenIntoWork } from './arrange-office.ts'
import { askedCamera } from './camera.ts'
import { tellStory } from './story.ts'
import { offline } from './troubles.ts'

const story = tellStory()
const camera = askedCamera()

test('жауаптың файлы байланыс үзілген жерінен өзі жалғасады', async () => {
  story.expectFault(offline)
  const id = await sentFree(story)
  await registerDue(story.world.context)
  await takenIntoWork(story, id)
  const { context } = story.world
  await recordSetting(context.db, {
    ...{ key: 'quota.staff', value: { filesToday: 1 } },
    ...{ validFrom: localDate(context.now()), recordedAt: context.now() + 1 },
  })
  const page = await story.open(story.people.executor, `/office/appeals/${id}`)
  await replyTab(page, 'Жауап').click()
  await page.getByLabel('Хаттың мәтіні, қазақша').fill('Өтінішіңіз қаралды, есебі қоса беріледі.')
  await says(page.getByRole('main'), /Автоматты түрде сақталды/)
  const bytes = Buffer.alloc(700_000, 'a')
  bytes.write('%PDF-1.7\n')
  bytes.write('%%EOF', bytes.length - 5)
  await page.context().setOffline(true)
  await choose(page, page.getByRole('button', { name: 'Құжатты тіркеу' }), {
    name: 'Есеп.pdf',
    mimeType: 'application/pdf',
    buffer: bytes,
  })
  await says(page.getByRole('main'), 'Байланыс үзілді: 0% жүктелді.')
  await camera?.shoot(page, 'reply-file-cut')
  await story.looksRight(page)
  await page.context().setOffline(false)
  await page.getByRole('button', { name: 'Файлды алып тастау: Есеп.pdf' }).waitFor()
  expect(await page.getByText('Байланыс үзілді').count()).toBe(0)
  // The day's last: told before the next is refused.
  await says(page.getByRole('main'), 'Бүгін 1 файл жүктелді, бір күнде ең көбі – 1.')
  await page.context().close()
})

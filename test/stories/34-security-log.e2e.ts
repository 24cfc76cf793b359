import { describe, expect, test } from 'vitest'
import { askedCamera } from './camera.ts'
import { desk, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera()

describe('қауіпсіздік журналы', () => {
  test('аудитор сүзіп оқиды, сүзгі мекенжайда қалады; клиент тек өзінікін көреді', async () => {
    const { aigerim, executor, auditor } = story.world.people
    const refused = await story.world.as(executor)
    for (let time = 0; time < 55; time += 1) await refused.ask('GET /api/office/people')
    const own = await story.world.as(aigerim)
    await own.ask('GET /api/profile/data')

    const page = await story.open(auditor, '/office', desk)
    await page.getByRole('link', { name: 'Қауіпсіздік', exact: true }).click()
    await page.getByRole('heading', { level: 1, name: 'Қауіпсіздік журналы' }).waitFor()
    await page.getByRole('rowheader', { name: /Өз деректерін алды/ }).waitFor()
    await story.looksRight(page)
    await camera?.shoot(page, 'security-log')
    await page.getByRole('link', { name: 'Ертеректегілері' }).click()
    await page.getByRole('link', { name: 'Ең соңғыларына' }).waitFor()
    await page.getByLabel('Нәтижесі').selectOption('refused')
    await expect.poll(() => page.getByRole('rowheader', { name: /Өз деректерін алды/ }).count()).toBe(0)
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('refused')
    await page.reload()
    await page
      .getByRole('rowheader', { name: /Құқығы жетпеді/ })
      .first()
      .waitFor()
    expect(await page.getByLabel('Нәтижесі').inputValue()).toBe('refused')

    const profile = await story.open(aigerim, '/profile', desk)
    await profile.getByRole('button', { name: 'Оқиғаларды көрсету' }).click()
    await profile.getByText('Өз деректерін алды').waitFor()
    expect(await profile.getByText('Құқығы жетпеді').count()).toBe(0)
    await story.looksRight(profile)
    await camera?.shoot(profile, 'own-events')
  })
})

import { describe, expect, test } from 'vitest'
import { openSession } from '../../server/person/session-store.ts'
import { axeFaults } from './accessibility.ts'
import { askedCamera } from './camera.ts'
import { desk, phone, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera()
const place = {
  requestId: crypto.randomUUID(),
  address: '198.51.100.7',
  owner: 'nobody',
  isGone: () => false,
}

describe('кіріп тұрған құрылғылар', () => {
  test.each([desk, phone])('клиент біреуінен шығады, қалғандарының бәрінен шығады', async (size) => {
    const { context, people } = story.world
    for (const device of ['safari ios', 'edge windows', 'other other']) {
      const holder = { personId: people.aigerim.id }
      await openSession(context.db, holder, context.now(), 720, { ...place, device })
    }
    const page = await story.open(people.aigerim, '/profile', size)
    const section = page.getByRole('region', { name: 'Кіріп тұрған құрылғылар' })
    const rows = section.getByRole('listitem')
    await section.getByText('Safari, iPhone немесе iPad').waitFor()
    expect(await section.getByText('(осы құрылғы)').count()).toBe(1)
    const before = await rows.count()
    expect(await axeFaults(page)).toEqual([])
    await camera?.shoot(page, 'sessions')
    await section.getByRole('button', { name: 'Бұл құрылғыдан шығу: Safari, iPhone немесе iPad' }).click()
    await expect.poll(() => rows.count()).toBe(before - 1)
    await section.getByRole('button', { name: 'Осы құрылғыдан басқасының бәрінен шығу' }).click()
    await expect.poll(() => rows.count()).toBe(1)
  })

  test('қызметкер паролін ауыстырады: неге болмайтыны өрісте айтылады', async () => {
    const { executor } = story.world.people
    const page = await story.open(executor, '/office', desk)
    await page.getByRole('banner').getByRole('link', { name: 'Иманбекова С. М.' }).click()
    await page.getByRole('heading', { level: 1, name: 'Кіру деректерім' }).waitFor()
    await page.getByLabel('Қазіргі пароль', { exact: true }).fill(executor.password)
    const fresh = page.getByLabel('Жаңа пароль', { exact: true })
    await fresh.fill('Йцукен123456')
    story.expectRefusal(/^422 POST \/api\/office\/account\/password$/)
    await page.getByRole('button', { name: 'Парольді ауыстыру' }).click()
    await page.locator('#password-error').getByText('Бұл пароль бірінші тексеріледі').waitFor()
    expect(await axeFaults(page)).toEqual([])
    await camera?.shoot(page, 'password')
    await fresh.fill('қар жауған таңғы дала')
    await page.getByRole('button', { name: 'Парольді ауыстыру' }).click()
    await page.getByText('Пароль ауыстырылды, басқа сеанстар аяқталды').waitFor()
  })
})

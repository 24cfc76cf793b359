import { expect, test } from 'vitest'
import { account } from '../../words/kk/account.ts'
import { officeRefusals } from '../../words/kk/office-refusals.ts'
import { codeOf, fillStaffForm } from './answering.ts'
import { askedCamera } from './camera.ts'
import { desk, phone, tellStory } from './story.ts'

const story = tellStory()
const camera = askedCamera()

test.each([
  ['aidana', desk],
  ['nurlan', phone],
] as const)(
  'жаңа қызметкер (%s): алдымен өз паролін қояды, содан кейін ғана кеңсе ашылады',
  async (login, size) => {
    const admin = await story.world.as(story.people.administrator)
    const names = { family: 'Жаңаева', given: 'Жаңа', patronymic: '', extension: '' }
    const body = { login, ...names, roles: ['auditor'], unitIds: [], language: 'kk' }
    const added = await admin.ask<{ password: string; secret: string }>('POST /api/office/people', { body })
    const { password, secret } = added.body
    const staff = { login, password, totpSecret: secret }

    const page = await story.open(null, '/office/queue', size)
    await fillStaffForm(page, staff, codeOf(story, staff))
    await page.getByRole('heading', { level: 1, name: account.firstTitle }).waitFor()
    // Nothing of the office is there to be pressed: the password, the language and the way out are all.
    expect(await page.getByRole('banner').getByRole('link').count()).toBe(1)
    await camera?.shoot(page, `first-password-${login}`)
    await story.looksRight(page)

    // By keyboard, as everything else.
    await page.getByLabel(account.firstCurrent, { exact: true }).fill(password)
    const fresh = page.getByLabel(account.fresh, { exact: true })
    await fresh.fill(password)
    story.expectRefusal(/^422 POST \/api\/office\/account\/password$/)
    await fresh.press('Enter')
    await page.locator('#password-error').getByText(officeRefusals.password_same.title).waitFor()
    await story.looksRight(page)
    await fresh.fill('қар жауған таңғы дала')
    await fresh.press('Enter')
    // The page that was asked for, and the office around it.
    await page.getByRole('heading', { level: 1, name: 'Өтініштер кезегі' }).waitFor()
    await story.looksRight(page)
  },
)

import type { people as kk } from '../kk/people.ts'

export const people: typeof kk = {
  reasons: {
    roleWithdrawn: 'У сотрудника отозвано право отвечать на обращения.',
    unitLeft: 'Сотрудник вышел из подразделения.',
    disabled: 'Вход сотрудника отключён.',
    leaves: 'Сотрудник ушёл, его дела переданы.',
    unitClosed: 'Подразделение закрыто.',
    absence: 'Сотрудника не будет на работе.',
  },
}

import type { prove as kk } from '../kk/prove.ts'

export const prove: typeof kk = {
  title: 'Подтвердите, что это Вы',
  why: 'Это изменение можете сделать только Вы сами. После подтверждения оно сразу сохранится; набранное остаётся на месте.',
  byKey: 'Подтвердить ключом',
  byPassword: 'Подтвердить паролем и кодом',
  ways: {
    egovMobile: 'Подтвердить через eGov Mobile',
    key: 'Подтвердить ключом ЭЦП',
    ncaLayer: 'Подтвердить через NCALayer',
  },
  confirm: 'Подтвердить',
  confirming: 'Проверяем…',
}

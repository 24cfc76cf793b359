import type { seal as kk } from '../kk/seal.ts'

export const seal: typeof kk = {
  password: 'Пароль ключа: ',
  installed: 'Установлен. Теперь на пакеты доказательств ставится печать этим ключом.',
  none: 'Ключ компании не установлен: пакеты выдаются без печати.',
  subject: 'владелец {organisation}, БИН {bin}',
  validity: 'срок действия {from} – {to}',
  expired: 'срок истёк, печать не ставится',
  addedAt: 'установлен {date}',
  gost: 'Внимание: время вычислений ГОСТ на сервере не постоянно (docs/decisions/0015).',
  unreadable: 'Не удалось прочитать файл {file}: {reason}',
  problems: {
    not_a_key_file: 'это не файл ключа',
    damaged: 'файл ключа повреждён',
    wrong_password: 'неверный пароль',
    unsupported: 'этим алгоритмом печать не ставится',
    not_company: 'это ключ физического лица; нужен ключ компании',
    other_company: 'БИН в ключе не совпадает с реквизитами в настройках',
  },
}

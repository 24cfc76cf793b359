import type { staff as kk } from '../kk/staff.ts'

export const staff: typeof kk = {
  login_shape: 'Логин – от 2 до 100 знаков: буквы, цифры, точка, дефис, _ или @.',
  login_taken: 'Такой логин уже есть. Выберите другой или смените пароль: otinish staff reset-password.',
  login_unknown: 'Сотрудника с таким логином нет. Список: otinish staff list.',
  name: 'Напишите имя, начиная с фамилии: --name "Иманбекова Сәуле Маратқызы".',
  extension: 'Внутренний номер состоит из 3–6 цифр.',
  position: 'Укажите должность на всех трёх языках, каждую не длиннее 200 знаков.',
  role: 'Укажите роль: {roles}.',
  password: 'В пароле должно быть от 10 до 200 знаков.',
  passwordsDiffer: 'Пароли не совпали. Введите ещё раз.',
  askPassword: 'Пароль: ',
  askAgain: 'Повторите пароль: ',
  added: 'Сотрудник {login} внесён.',
  secretOnce: 'Секрет одноразовых кодов показан только сейчас. Внесите его в приложение-аутентификатор:',
  secret: '  Секрет: {secret}',
  address: '  Ссылка: {uri}',
  disabled: '{login} больше не может войти, открытые сеансы завершены.',
  enabled: '{login} снова может войти.',
  passwordReset: 'Пароль {login} изменён, открытые сеансы завершены.',
  nobody: 'Сотрудников ещё нет. Внесите первого администратора: otinish staff add --role administrator.',
  off: 'отключён',
}

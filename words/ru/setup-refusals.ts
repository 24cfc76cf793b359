import type { setupRefusals as kk } from '../kk/setup-refusals.ts'

export const setupRefusals: typeof kk = {
  portWrong: 'PORT – не номер порта: {value}',
  threads: 'THREADS – не число от 1 до 64: {value}',
  noDatabaseInProduction:
    'NODE_ENV=production, но DATABASE_URL не задан. Встроенная база данных – для демонстраций; задайте DATABASE_URL (и DATABASE_OWNER_URL для миграций) сервера PostgreSQL 15 или новее.',
  noKeyInProduction:
    'NODE_ENV=production, но не заданы ни MASTER_KEY, ни MASTER_KEY_FILE. Этим ключом шифруются файлы: создайте его командой `openssl rand -hex 32` и храните отдельно от резервных копий.',
  demoHost:
    'HOST={host}, но в демо-мире любой может войти за любого, поэтому он открыт только на этом компьютере. Уберите HOST или задайте DATABASE_URL сервера PostgreSQL для настоящего кабинета.',
  portTaken:
    'Порт {port} занят другой программой. Остановите её или выберите другой порт: PORT={next} npm start',
  nothingToMigrate: 'DATABASE_URL не задан. Встроенную базу данных обновляет сам `npm start`.',
  migrationsPending: 'В базе данных нет миграций {names}: выполните `otinish migrate`.',
  ownerNeeded:
    'В базе данных нет миграций {names}. Один раз задайте DATABASE_OWNER_URL роли – владельца схемы.',
  demoNotMade: 'Демо-мир создать не удалось ({how}); причина указана выше.',
  notReady: '{address}/health/ready всё ещё отвечает: {said}',
  noWorld: 'База данных ещё не подготовлена (нет строки world): один раз выполните запуск.',
  clockIsReal: 'Часы переводятся только в базе данных демо или теста.',
  notSet: 'Не задано: {name}.',
  filesUrl: 'FILES_URL: поддерживается только file:///…, а не {scheme}:',
  publicUrl: 'PUBLIC_URL – не адрес: {value}',
  trustProxy:
    'TRUST_PROXY — не число прокси-серверов (не больше 10) и не список их сетей (10.0.0.0/8, fd00::/8): {value}',
  clamav: 'CLAMAV_ADDRESS должен иметь вид host:port: {value}',
  authorityWithoutOcsp: 'CRL_URLS или TSP_URL задан, а OCSP_URL нет: спрашивать было бы некого.',
  authorityAddress: 'В OCSP_URL, CRL_URLS или TSP_URL указан не адрес: {value}',
  ncaLayer: 'NCALAYER_URL должен иметь вид wss://127.0.0.1:<порт>: {value}',
  egovMobile: 'EGOV_MOBILE может быть только “registered”: {value}',
  clock: 'CLOCK – не момент времени со смещением: {value}',
  smtpUrl: 'SMTP_URL должен начинаться с smtp://… или smtps://…',
  mailFrom: 'SMTP_URL задан, но MAIL_FROM – не адрес отправителя.',
  mailLinks: 'SMTP_URL задан, а PUBLIC_URL нет: ссылки в письмах никуда бы не вели.',
  demoRoots: 'В базе данных, которая не демо, лежат корневые свидетельства демо.',
  notCertificate: '{where}: это не регистрационное свидетельство',
  unreachable: 'База данных недоступна ({code}); проверьте DATABASE_URL и DATABASE_OWNER_URL.',
  partNeedsDatabase:
    '{part} отдельно работает только с сервером PostgreSQL: задайте DATABASE_URL. Демо запускает npm start.',
  embedded: {
    already_running:
      'Otinish уже работает с этой папкой данных (процесс {pid}, замок {file}). Сначала остановите его или задайте здесь другие DATA_DIR и PORT.',
    no_account:
      'PostgreSQL не запускается от root, а учётных записей «postgres» и «nobody» на этом компьютере нет. Запустите от обычной учётной записи или задайте DATABASE_URL сервера PostgreSQL.',
    nameless_account:
      'Процесс работает под номером пользователя {uid}, у которого здесь нет имени, а встроенному PostgreSQL оно нужно. Задайте DATABASE_URL сервера PostgreSQL или запустите от учётной записи с именем.',
    no_database:
      'В {folder} ещё нет базы данных. Один раз выполните `npm start` для демо или задайте DATABASE_URL сервера PostgreSQL.',
    no_binaries:
      'Для этого компьютера нет встроенного PostgreSQL ({name} не установлен). Выполните npm ci без --omit=optional или задайте DATABASE_URL сервера PostgreSQL.',
    binaries_do_not_run:
      'Встроенный PostgreSQL в {folder} на этом компьютере не работает: {reason}. Ему нужны glibc (не Alpine) и папка, где разрешены программы. Задайте DATABASE_URL сервера PostgreSQL.',
    data_unreachable:
      'PostgreSQL работает под номером пользователя {uid}, которому недоступна папка {folder} (закрыта она или папка выше). Откройте путь командой chmod o+x или перенесите папку данных в доступное место.',
    data_of_another_account:
      'База данных в {folder} принадлежит пользователю {owner}, а это пользователь {self}. Запустите от той же учётной записи или задайте другой DATA_DIR.',
    data_of_another_version:
      'База данных в {folder} создана PostgreSQL {made}, а здесь {ours}. Запустите её тем Otinish, который её создал, или задайте DATABASE_URL сервера с её копией.',
    data_missing:
      'База данных этой папки должна лежать в {folder}, но её там нет. Восстановите её из копии или, чтобы начать с пустого мира, удалите папку данных.',
    credentials_damaged: 'Файл {file} повреждён, а в нём пароли базы данных. Восстановите его из копии.',
    credentials_lost:
      'Нет файла {file}: в нём место и пароли базы данных из {folder}. Восстановите его из копии; чтобы начать с пустого мира, удалите папку данных.',
    credentials_wrong:
      'Пароль в {file} не подходит к базе данных в {folder}: файл от другой базы. Восстановите оба из одной копии.',
    not_initialised: 'initdb не смог создать {folder}: {reason}',
    server_did_not_start: 'PostgreSQL не запустился в {folder}. Его последние слова ({file}):\n{reason}',
  },
  migration: {
    made_by_newer:
      'В базе данных есть миграция {name}, которой этот Otinish не знает: её сделала более новая программа. Запустите её; старая программа не должна писать в новую схему.',
    changed:
      'Миграция {name} изменена после того, как была применена к этой базе данных. Восстановите файл, а изменение внесите новой миграцией.',
    restore_unfinished:
      'База восстановлена из резервной копии, но ещё не проверена: выполните otinish restore --finish.',
    too_late: 'Миграция {name} идёт раньше {last}, которая в базе данных уже есть. Дайте ей больший номер.',
  },
}

/** Why a start or a command may not be: what the operator set, and what the database is. kk is the reference. */
export const setupRefusals = {
  portWrong: 'PORT порт нөмірі емес: {value}',
  threads: 'THREADS 1-ден 64-ке дейінгі сан емес: {value}',
  noDatabaseInProduction:
    'NODE_ENV=production, бірақ DATABASE_URL берілмеген. Ішкі дерекқор демо көрсету үшін ғана; PostgreSQL серверінің (15 не одан жаңа) DATABASE_URL мекенжайын (миграция үшін DATABASE_OWNER_URL мекенжайын да) беріңіз.',
  noKeyInProduction:
    'NODE_ENV=production, бірақ MASTER_KEY те, MASTER_KEY_FILE да берілмеген. Файлдар осы кілтпен шифрланады: оны `openssl rand -hex 32` командасымен жасап, резервтік көшірмелерден бөлек сақтаңыз.',
  demoHost:
    'HOST={host}, бірақ демо әлемде кез келген адам кез келген адам болып кіре алады, сондықтан ол осы компьютерде ғана ашылады. HOST мәнін алып тастаңыз не нақты кабинет үшін PostgreSQL серверінің DATABASE_URL мекенжайын беріңіз.',
  portTaken:
    '{port}-портты басқа бағдарлама алып тұр. Оны тоқтатыңыз не басқа порт таңдаңыз: PORT={next} npm start',
  nothingToMigrate: 'DATABASE_URL берілмеген. Ішкі дерекқорды `npm start` өзі жаңартады.',
  migrationsPending: 'Дерекқорда мына миграциялар жоқ: {names}. `otinish migrate` командасын орындаңыз.',
  ownerNeeded:
    'Дерекқорда мына миграциялар жоқ: {names}. Схема иесі болып табылатын рөлдің DATABASE_OWNER_URL мекенжайын бір рет беріңіз.',
  demoNotMade: 'Демо әлемді жасау мүмкін болмады ({how}); себебі жоғарыда.',
  notReady: '{address}/health/ready әлі мынаны айтып тұр: {said}',
  noWorld: 'Дерекқор әлі дайындалмаған (world жолы жоқ): бір рет іске қосыңыз.',
  clockIsReal: 'Сағат демоның не тесттің дерекқорында ғана жылжытылады.',
  notSet: 'Берілмеген: {name}.',
  filesUrl: 'FILES_URL: тек file:///… түрі қабылданады, {scheme}: қабылданбайды',
  publicUrl: 'PUBLIC_URL мекенжай емес: {value}',
  trustProxy:
    'TRUST_PROXY прокси-серверлердің саны (10-нан аспайды) не олардың желілерінің тізімі (10.0.0.0/8, fd00::/8) болуы керек: {value}',
  clamav: 'CLAMAV_ADDRESS host:port түрінде болуы керек: {value}',
  authorityWithoutOcsp: 'CRL_URLS не TSP_URL берілген, ал OCSP_URL берілмеген: сұрайтын жер болмас еді.',
  authorityAddress: 'OCSP_URL, CRL_URLS не TSP_URL ішіндегі мекенжай емес: {value}',
  ncaLayer: 'NCALAYER_URL wss://127.0.0.1:<порт> түрінде болуы керек: {value}',
  egovMobile: 'EGOV_MOBILE тек “registered” бола алады: {value}',
  clock: 'CLOCK ығысуы көрсетілген уақыт емес: {value}',
  smtpUrl: 'SMTP_URL smtp://… не smtps://… деп басталуы керек',
  mailFrom: 'SMTP_URL берілген, ал MAIL_FROM жіберушінің мекенжайы емес.',
  mailLinks: 'SMTP_URL берілген, ал PUBLIC_URL берілмеген: хаттардағы сілтемелер ешқайда апармас еді.',
  demoRoots: 'Демо емес дерекқорда демоның түбірлік куәліктері тұр.',
  notCertificate: '{where}: бұл тіркеу куәлігі емес',
  unreachable:
    'Дерекқорға қосылу мүмкін болмады ({code}); DATABASE_URL мен DATABASE_OWNER_URL мәндерін қараңыз.',
  partNeedsDatabase:
    '{part} өз бетінше тек PostgreSQL серверінде жұмыс істейді: DATABASE_URL беріңіз. Демоны npm start іске қосады.',
  embedded: {
    already_running:
      'Otinish осы деректер қалтасында жұмыс істеп тұр ({pid} процесі, құлпы {file}). Алдымен оны тоқтатыңыз не мұнда басқа DATA_DIR мен PORT беріңіз.',
    no_account:
      'PostgreSQL root атынан іске қосылмайды, ал бұл компьютерде «postgres» те, «nobody» де тіркелгісі жоқ. Кәдімгі тіркелгіден іске қосыңыз не PostgreSQL серверінің DATABASE_URL мекенжайын беріңіз.',
    nameless_account:
      'Бұл процесс {uid} нөмірлі пайдаланушы атынан жұмыс істейді, оның бұл компьютерде аты жоқ, ал ішкі PostgreSQL үшін ат керек. PostgreSQL серверінің DATABASE_URL мекенжайын беріңіз не аты бар тіркелгіден іске қосыңыз.',
    no_database:
      '{folder} ішінде әлі дерекқор жоқ. Демо үшін бір рет `npm start` орындаңыз не PostgreSQL серверінің DATABASE_URL мекенжайын беріңіз.',
    no_binaries:
      'Бұл компьютерге арналған ішкі PostgreSQL жоқ ({name} орнатылмаған). npm ci командасын --omit=optional қоспай орындаңыз не PostgreSQL серверінің DATABASE_URL мекенжайын беріңіз.',
    binaries_do_not_run:
      '{folder} ішіндегі ішкі PostgreSQL бұл компьютерде жұмыс істемейді: {reason}. Оған glibc (Alpine емес) және бағдарламаларға рұқсат берілген қалта керек. Оның орнына PostgreSQL серверінің DATABASE_URL мекенжайын беріңіз.',
    data_unreachable:
      'PostgreSQL {uid} нөмірлі пайдаланушы атынан жұмыс істейді, ал оған {folder} қалтасы ашылмайды (өзі не жоғарғы қалта жабық). chmod o+x командасымен жол ашыңыз не деректер қалтасын ол кіре алатын жерге көшіріңіз.',
    data_of_another_account:
      '{folder} ішіндегі дерекқор {owner} нөмірлі пайдаланушынікі, ал бұл – {self} нөмірлі пайдаланушы. Оны жасаған тіркелгіден іске қосыңыз не басқа DATA_DIR беріңіз.',
    data_of_another_version:
      '{folder} ішіндегі дерекқорды PostgreSQL {made} жасаған, ал мұнда {ours}. Оны жасаған Otinish арқылы іске қосыңыз не көшірмесі бар сервердің DATABASE_URL мекенжайын беріңіз.',
    data_missing:
      'Осы деректер қалтасының дерекқоры {folder} ішінде болуы керек, бірақ ол жоқ. Көшірмесінен қалпына келтіріңіз; бос әлемнен бастау үшін деректер қалтасын өшіріңіз.',
    credentials_damaged:
      '{file} файлы бүлінген, онда дерекқордың парольдері бар. Көшірмесінен қалпына келтіріңіз.',
    credentials_lost:
      '{file} жоғалған: онда {folder} ішіндегі дерекқордың орны мен парольдері бар. Оны көшірмесінен қалпына келтіріңіз; бос әлемнен бастау үшін деректер қалтасын өшіріңіз.',
    credentials_wrong:
      '{file} ішіндегі пароль {folder} дерекқорына сай емес: файл басқа дерекқордікі. Екеуін бір көшірмеден қалпына келтіріңіз.',
    not_initialised: 'initdb {folder} қалтасын жасай алмады: {reason}',
    server_did_not_start: 'PostgreSQL {folder} ішінде іске қосылмады. Соңғы сөздері ({file}):\n{reason}',
  },
  migration: {
    made_by_newer:
      'Дерекқорда бұл Otinish білмейтін {name} миграциясы бар: оны жаңарақ бағдарлама жасаған. Соны іске қосыңыз; ескі бағдарлама жаңа схемаға жазбауы керек.',
    changed:
      '{name} миграциясы осы дерекқорға қолданылғаннан кейін өзгертілген. Файлды қалпына келтіріп, өзгерісті жаңа миграцияға салыңыз.',
    restore_unfinished:
      'Дерекқор сақтық көшірмеден қалпына келтірілген, бірақ әлі тексерілмеген: otinish restore --finish орындаңыз.',
    too_late:
      '{name} миграциясы дерекқорда бар {last} миграциясынан бұрын тұр. Оған үлкенірек нөмір беріңіз.',
  },
}

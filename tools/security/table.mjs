/**
 * The list of security tests: what each demands, and the tests of this project that hold it. `test/architecture` fails when a
 * named test is gone, when a number is missing, or when the page is not what is written here. A row without tests names what
 * it waits for; `atScale` is the part of the long checks that does the same as often as the list demands.
 */
import { atScaleOf, by as test, cell, linksTo } from '../evidence/evidence.mjs';

export const LEFT_OUT = ['S48'];

export const rows = [
  {
    id: 'S01',
    demands: 'A foreign id is answered like one that does not exist, on every route',
    tests: test(
      'test/api/isolation.spec.ts',
      'is not found by others, to read and to change, in the words for what does not exist',
      'is tried on every route that has an id, and a new route must be tried as well',
    ),
  },
  {
    id: 'S02',
    demands: 'Lists and Telegram show own rows only',
    tests: [
      ...test('test/api/isolation.spec.ts', 'is in no list of others, also when they ask for it by name'),
      ...test('test/e2e/new-user.spec.ts', 'one cannot see the other'),
    ],
    rest: 'sockets and exports: dashboard',
  },
  { id: 'S03', demands: 'Row-level security', waits: 'row-level security' },
  {
    id: 'S04',
    demands: 'A bot cannot be linked to an account of somebody else',
    tests: test(
      'test/api/isolation.spec.ts',
      'cannot be named in a body: an account of somebody else is not known',
    ),
    rest: 'by a foreign key as well: row-level security',
  },
  {
    id: 'S05',
    demands: 'Roles on every route; a route without a declaration fails',
    tests: [
      ...test(
        'test/api/isolation.spec.ts',
        'stays closed to strangers and to roles that are too small, on every route',
      ),
      ...test('test/users/declared-access.spec.ts', 'declares who may call it', 'that does not is found'),
    ],
  },
  {
    id: 'S06',
    demands: 'A changed role holds from the next request on',
    tests: test(
      'test/users/people.spec.ts',
      'get another role, which holds from their next request on with the token they have',
    ),
  },
  {
    id: 'S07',
    demands: 'Members that nobody asked for are refused, and nothing is stored',
    tests: test(
      'test/operations/http.spec.ts',
      'with an unknown property are refused, and the known ones are named',
    ),
  },
  {
    id: 'S08',
    demands: 'Answers are as the document says, without a secret',
    tests: test('test/api/fuzz.spec.ts', 'are answered as the document says, quickly, and without a secret'),
  },
  {
    id: 'S09',
    demands: 'Hostile JSON is refused quickly',
    tests: [
      ...test(
        'test/operations/http.spec.ts',
        'of 10 MB are refused quickly',
        'of any JSON at all are answered 201 or 400, never 5xx',
      ),
      ...test(
        'test/operations/operations.spec.ts',
        'stops reading a body of 10 MB that does not say its length',
      ),
    ],
  },
  {
    id: 'S10',
    demands: 'Forged, expired and confused access tokens are refused',
    tests: test(
      'src/shared/platform/auth/jwt-access-tokens.spec.ts',
      'with any character of it changed is refused',
      'signed by the right key with another algorithm, or by a key pair, is refused',
      'holds for ten minutes and five seconds of clocks that differ, and no longer',
    ),
  },
  {
    id: 'S11',
    demands: 'A refresh token that comes again ends its session; of two at once one wins',
    tests: test(
      'test/users/sessions.spec.ts',
      'with a token that was spent are over, for the thief and for the owner, and it is told',
      'by many at the same moment have one winner, whose session goes on',
    ),
  },
  {
    id: 'S12',
    demands: 'Signing out, a new password, disabling: at once',
    tests: [
      ...test(
        'test/users/sessions.spec.ts',
        'by signing out open nothing from the next request on, neither to read nor to write',
        'which is changed ends every other session, and opens new ones',
      ),
      ...test(
        'test/users/people.spec.ts',
        'are disabled at once, everywhere, and come back only with a new sign-in',
      ),
    ],
  },
  {
    id: 'S13',
    demands: 'Sessions end by disuse and by age',
    tests: test(
      'src/modules/users/domain/session.spec.ts',
      'is refreshed until nobody used it for a week',
      'ends after thirty days, however busy it was',
    ),
  },
  {
    id: 'S14',
    demands: 'Sessions are listed and ended by their owner',
    tests: test('test/users/sessions.spec.ts', 'one by one and all together, by their owner only'),
  },
  { id: 'S15', demands: 'Step-up before keys, caps, links', waits: 'TOTP and step-up' },
  { id: 'S16', demands: 'TOTP codes once', waits: 'TOTP and step-up' },
  {
    id: 'S17',
    demands: 'Passwords: long, any characters, none that is tried first',
    tests: [
      ...test('test/users/users.spec.ts', 'takes one password in every way a keyboard may write it'),
      ...test(
        'test/users/sessions.spec.ts',
        'is not changed by who does not know it, nor to one that is tried first',
      ),
    ],
  },
  {
    id: 'S18',
    demands: 'argon2id, hashed anew when more work is asked for',
    tests: [
      ...test(
        'test/users/users.spec.ts',
        'stores argon2id of the password with the cost that was decided on, salted each time',
      ),
      ...test(
        'src/modules/users/application/sign-in.spec.ts',
        'hashes the password anew when its hash was made with less work than is asked for now',
      ),
    ],
  },
  {
    id: 'S19',
    demands: 'Guessing is slowed, by account and by place; the owner gets in',
    tests: test(
      'test/users/guessing.spec.ts',
      'of one account from two hundred places at once is looked at five times',
      'of two hundred accounts from one place is looked at twenty times, and by IPv6 from one network',
      'leaves the owner in peace where they signed in before, and other people everywhere',
    ),
  },
  {
    id: 'S20',
    demands: 'A forged X-Forwarded-For changes nothing',
    tests: test('test/users/guessing.spec.ts', 'is not made easier by a forged X-Forwarded-For'),
  },
  {
    id: 'S21',
    demands: 'Unknown and known accounts look alike and cost alike',
    tests: [
      ...test(
        'test/users/guessing.spec.ts',
        'is answered in the same words for accounts that do not exist, also when slowed',
      ),
      ...test(
        'src/modules/users/outbound/argon2-passwords.spec.ts',
        'of nobody cost the same: a hash of the same parameters is compared with, and never matches',
      ),
    ],
  },
  {
    id: 'S22',
    demands: 'A reset ends sessions',
    tests: test(
      'test/users/sessions.spec.ts',
      'which the operator reset is shown once, and ends every session',
    ),
    rest: 'by a token sent out: e-mail',
  },
  {
    id: 'S23',
    demands: 'No default account; one admin of one token',
    tests: test(
      'test/users/set-up.spec.ts',
      'is one, also when many come with the token at the same moment',
      'is not made with a wrong token, one that was used, or without any, all in the same words',
    ),
  },
  {
    id: 'S24',
    demands: 'Copied sessions and changed credentials are told',
    tests: test(
      'test/users/sessions.spec.ts',
      'with a token that was spent are over, for the thief and for the owner, and it is told',
    ),
    rest: 'a new device: dashboard',
  },
  ...['S25', 'S26'].map((id) => ({ id, demands: 'Cookies and what they need', waits: 'dashboard' })),
  {
    id: 'S27',
    demands: 'No foreign page reads anything',
    tests: test('test/operations/http.spec.ts', 'let no foreign page read anything'),
  },
  {
    id: 'S28',
    demands: 'Protective headers on every answer',
    tests: test('test/operations/http.spec.ts', 'protect every answer'),
  },
  ...['S29', 'S30'].map((id) => ({ id, demands: 'Stored texts in pages and exports', waits: 'dashboard' })),
  {
    id: 'S31',
    demands: 'SQL in every text is text; raw calls are refused',
    tests: [
      ...test('test/api/fuzz.spec.ts', 'are answered as the document says, quickly, and without a secret'),
      ...test('test/architecture/raw-calls.spec.ts', 'are refused wherever decisions are made'),
    ],
  },
  { id: 'S32', demands: 'Sockets', waits: 'sockets' },
  { id: 'S33', demands: 'Addresses of webhooks', waits: 'webhooks' },
  {
    id: 'S34',
    demands: 'A sealed secret opens whole, unchanged and in its row only',
    tests: [
      ...test(
        'src/shared/platform/vault/envelope.spec.ts',
        'does not open when any bit of it is another',
        'does not open when it is cut, at any place',
        'does not open in the row of another user, account, venue or field',
      ),
      ...test(
        'test/vault/exchange-accounts.spec.ts',
        'cannot be read from a row that was moved to another person',
      ),
    ],
  },
  {
    id: 'S35',
    demands: 'No key and nonce are used twice',
    tests: test(
      'src/shared/platform/vault/envelope.spec.ts',
      'never repeats a data key, a nonce or a one-time key',
    ),
    atScale: 'sealing',
  },
  {
    id: 'S36',
    demands: 'The master key is changed while everything stays readable, broken off anywhere',
    tests: test(
      'test/vault/exchange-accounts.spec.ts',
      'is changed while everything stays readable, broken off anywhere, and the old one is needed until the end',
    ),
    atScale: 'rotate-kills',
  },
  {
    id: 'S37',
    demands: 'Canary secrets are in no row, queue, log, error, metric, document, backup',
    tests: [
      ...test(
        'test/vault/exchange-accounts.spec.ts',
        'show nowhere: not in rows, queues, logs, errors, metrics or the description of the API',
      ),
      ...test('test/operations/operations.spec.ts', 'are in no sink: log, problem, metrics, API document'),
      ...test(
        'test/e2e/new-user.spec.ts',
        'keys that the API process takes are sealed, and it cannot open them',
      ),
      ...test(
        'test/conformance/persistence/backup.spec.ts',
        'a sealed backup needs its key and shows nothing; a plain one is checked all the same',
      ),
      ...test(
        'src/shared/platform/telemetry/secret-mask.spec.ts',
        'is masked wholly, and nothing less, where it begins like a word',
      ),
    ],
  },
  { id: 'S38', demands: 'Errors of venues show no signature', waits: 'real venues' },
  {
    id: 'S39',
    demands: 'A key is shown masked and never again',
    tests: test('test/vault/exchange-accounts.spec.ts', 'are taken once, shown masked, and never answered'),
  },
  {
    id: 'S40',
    demands: 'Start matrix: weak, sample, equal, open secrets',
    tests: [
      ...test(
        'src/shared/platform/config/start-matrix.spec.ts',
        'that is the value of another one is refused',
        'that is the password of the database or of Redis is refused',
        'in a file that others can read is refused',
      ),
      ...test('test/vault/key-file.spec.ts', 'is refused when others may read it, and when it is damaged'),
    ],
  },
  ...['S41', 'S42'].map((id) => ({ id, demands: 'Rights of keys, hostile venues', waits: 'real venues' })),
  {
    id: 'S43',
    demands: 'Limits of people and networks',
    tests: test(
      'test/api/manners.spec.ts',
      'tell how many are left, and are counted for each person and each network',
    ),
    rest: 'one user at the maximum beside others: load programme',
  },
  {
    id: 'S44',
    demands: 'Quotas',
    tests: test(
      'test/vault/exchange-accounts.spec.ts',
      'are twenty for a person, also when they come together',
    ),
    rest: 'bots, webhooks, sockets: with these',
  },
  {
    id: 'S45',
    demands: 'Many of one command are one effect',
    tests: test(
      'test/api/manners.spec.ts',
      'happens once of fifty at the same moment, and all that come later get its answer',
    ),
  },
  { id: 'S46', demands: 'The order of steps to live trading', waits: 'real venues' },
  {
    id: 'S47',
    demands: 'Telegram obeys the linked person in private only',
    tests: test(
      'test/telegram/who-is-obeyed.spec.ts',
      'strangers get one neutral answer, whatever they ask and however often',
      'a group is not a place to talk, and a forwarded word is somebody else’s',
      'a code works once, for ten minutes, and five wrong ones are enough',
      'believes only who knows the secret, and asks for nothing',
    ),
  },
  { id: 'S49', demands: 'The audit log', waits: 'audit log' },
  {
    id: 'S50',
    demands: 'Errors show nothing; doubt refuses',
    tests: [
      ...test(
        'test/operations/http.spec.ts',
        'of an unknown exception show nothing but the request id, under which the log has it all',
      ),
      ...test(
        'test/users/access.spec.ts',
        'refuses everybody where nobody was named, and says so in the log',
      ),
    ],
  },
  {
    id: 'S51',
    demands: 'The routes are those of the document; nothing of the operator is open',
    tests: [
      ...test('test/api/document.spec.ts', 'has exactly the routes that the server answers'),
      ...test(
        'test/operations/operations.spec.ts',
        'metrics and the API document do not exist without an operations token',
      ),
    ],
  },
  {
    id: 'S52',
    demands: 'Packages: exact, locked',
    tests: test(
      'test/architecture/lockfile.spec.ts',
      'was made from this package.json',
      'pins every direct dependency exactly',
    ),
    rest: 'bill of materials, release age: release work',
  },
  {
    id: 'S53',
    demands: 'A storm of sign-ins is bounded',
    tests: test(
      'test/users/users.spec.ts',
      'sends away whom it cannot serve soon, and goes on for the others',
    ),
    rest: 'the order path meanwhile: load programme',
  },
  ...['S54', 'S55'].map((id) => ({ id, demands: 'TLS and outgoing requests', waits: 'real venues' })),
  { id: 'S56', demands: 'Browser storage', waits: 'dashboard' },
  { id: 'S57', demands: 'Regular expressions on hostile input', waits: 'load programme' },
  {
    id: 'S58',
    demands: 'The API process cannot open keys',
    tests: [
      ...test(
        'test/e2e/new-user.spec.ts',
        'keys that the API process takes are sealed, and it cannot open them',
      ),
      ...test(
        'src/shared/platform/vault/envelope.spec.ts',
        'is sealed by the public half alone, which opens nothing',
      ),
    ],
    rest: 'by grants of the database: row-level security',
  },
];

/** The rows as the page shows them. */
function table() {
  const lines = rows.map(({ id, demands, tests = [], atScale, rest, waits }) => {
    const shown = tests.length === 0 ? '-' : linksTo(tests, '..') + atScaleOf(atScale, '..');
    return `| ${id} | ${cell(demands)} | ${shown} | ${cell(waits ?? rest ?? '')} |`;
  });
  return ['| # | Demands | Held by | Still to come with |', '| --- | --- | --- | --- |', ...lines].join('\n');
}

const BEGIN = '<!-- generated from tools/security/table.mjs: npm run docs:write -->';
const END = '<!-- end of the generated part -->';

/** The page with the table of today between its marks. */
export function securityPage(page) {
  const [before, rest] = page.split(BEGIN);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error('docs/security.md has lost the marks of its generated part');
  return `${before}${BEGIN}\n\n${table()}\n\n${END}${after}`;
}

import { type CoverageArea, core, inFile, second } from './row.ts'

const client = inFile('tests/conformance/clients.graph-client.test.ts')
const users = inFile('src/directory/graph.users.http.test.ts')
const directory = inFile('src/directory/graph.http.test.ts')
const own = inFile('src/directory/graph.own.http.test.ts')
const objects = inFile('src/directory/graph.objects.http.test.ts')
const deleted = inFile('src/directory/graph.deleted.http.test.ts')
const delta = inFile('src/directory/graph.delta.http.test.ts')
const groups = inFile('src/directory/graph.groups.http.test.ts')
const owners = inFile('src/directory/graph.owners.http.test.ts')

const memberships = objects('is groups, roles and units, directly or through groups')
const ofGroups = objects('are checked and told, also through groups, for users, groups, objects and oneself')
const manager = groups('a manager is set, read and removed')
const wholeGroup = groups('is created as Entra’s scripts do it, read, changed and deleted')
const members = groups('are added by reference, listed with their type, and removed')

export const directoryAreas: readonly CoverageArea[] = [
  {
    title: 'Users',
    rows: [
      core('GET /users', 'List and search people', users('pages to the end, ordered by name, each user once')),
      core('POST /users', 'Make an account', users('answers 201 with the address and the default properties')),
      core('GET /users/{id}', 'Look one up', client('a user is made, read, changed and deleted')),
      core('PATCH /users/{id}', 'Change an account', users('answers 204 and keeps what was not mentioned')),
      core('DELETE /users/{id}', 'Put it into the bin', users('deleting answers 204 once, then 404')),
      core('GET /me', 'Who am I', directory('may read %s')),
      core(
        'POST /users/{id}/revokeSignInSessions',
        'Sign somebody out everywhere',
        own('ends every session of the user at once and records it in Entra’s words'),
      ),
      second(
        'POST /me/revokeSignInSessions',
        'Sign myself out everywhere',
        own('is open to everybody for themself, without a role'),
      ),
      second(
        'POST /me/changePassword',
        'Change my password, knowing the old one',
        own('answers 204, keeps this session and ends the others'),
      ),
      second(
        'GET /users/delta()',
        'What changed about users',
        delta('tells of everything, and then of what changed alone'),
      ),
      core('GET /users/{id}/memberOf', 'What somebody was put into', memberships),
      second('GET /users/{id}/transitiveMemberOf', 'The same, through groups too', memberships),
      second('POST /users/{id}/checkMemberGroups', 'Which of these groups', ofGroups),
      second('POST /users/{id}/getMemberGroups', 'Every group, by id', ofGroups),
      second('GET /users/{id}/manager', 'Who is the manager', manager),
      second('GET /users/{id}/directReports', 'Who reports to somebody', [
        'src/directory/graph.reports.http.test.ts',
        'are listed to the last, page by page, however many an expansion brings along',
      ]),
      second('PUT /users/{id}/manager/$ref', 'Name the manager', manager),
      second('DELETE /users/{id}/manager/$ref', 'Have no manager', manager),
      second(
        'GET /directory/deletedItems/microsoft.graph.user',
        'What is in the bin',
        deleted('are listed and read with the time of deletion, under a name that leaves the old one free'),
      ),
      second(
        'POST /directory/deletedItems/{id}/restore',
        'Take it out of the bin',
        deleted('come back with name, manager and ordinary groups, and without session, pass, password or role'),
      ),
      second(
        'DELETE /directory/deletedItems/{id}',
        'Erase it for good',
        deleted('are erased for good, on request or after thirty days'),
      ),
      second(
        'POST /directoryObjects/getByIds',
        'Look many ids up together',
        objects('are found by their ids, of the types asked for'),
      ),
    ],
  },
  {
    title: 'Groups',
    rows: [
      core('GET /groups', 'List and search groups', groups('is found in the list by its properties')),
      core('POST /groups', 'Make a security group', wholeGroup),
      core('GET /groups/{id}', 'Look one up', wholeGroup),
      core('PATCH /groups/{id}', 'Change one', wholeGroup),
      core('DELETE /groups/{id}', 'Put it into the bin', wholeGroup),
      core('GET /groups/{id}/members', 'Who is in it', members),
      core('POST /groups/{id}/members/$ref', 'Put somebody in', members),
      core('DELETE /groups/{id}/members/{id}/$ref', 'Take somebody out', members),
      second(
        'GET /groups/{id}/transitiveMembers',
        'Who is in it, through groups too',
        groups('are paged to the end, those of inner groups among them'),
      ),
      second(
        'GET /groups/{id}/owners',
        'Whose group it is',
        owners('are added by reference, listed with their type, and removed but for the last'),
      ),
      second(
        'GET /groups/delta()',
        'What changed about groups',
        delta('of groups tells of members that came and went, and pages through large groups'),
      ),
    ],
  },
]

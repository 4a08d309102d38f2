import { type CoverageArea, core, inFile, second } from './row.ts'

const client = inFile('tests/conformance/clients.graph-client.test.ts')
const ownPass = inFile('src/methods/temporary-access-pass/graph.own.http.test.ts')
const all = inFile('src/faces/graph/authentication-methods.http.test.ts')
const methods = inFile('src/methods/graph.http.test.ts')
const provisioning = inFile('src/methods/passkey/graph.provisioning.http.test.ts')
const reset = inFile('src/methods/password/graph.reset.http.test.ts')
const phone = inFile('src/methods/phone/graph.http.test.ts')
const email = inFile('src/methods/email/graph.http.test.ts')
const absent = inFile('src/methods/absent/graph.http.test.ts')

const at = '/users/{id}/authentication'
const own = '/me/authentication'
const wholePass = client('a pass is issued, listed, read and deleted')
const wholeOwnPass = ownPass('people list, read and delete the own pass, and never see its code')
const passkeys = methods('a passkey has the properties of Graph')
const secretless = methods('an authenticator app shows no key, a password no password')
const deletion = methods('takes the method away and answers 204; a second time it is not there')
const newPhone = phone(
  'answers 201 with the well-known id of its type, its address, and leaves a record without the number',
)
const changedPhone = phone('changes the number and never the type')
const gonePhone = phone('answers 204 once, and 404 after and for ids that are none')
const wholeEmail = email('an address is added once, read, changed and deleted, each recorded without the address')
const nobodys = absent('%s are none, which whoever may ask is told')

export const methodAreas: readonly CoverageArea[] = [
  {
    title: 'Temporary Access Pass',
    rows: [
      core(`GET ${at}/temporaryAccessPassMethods`, 'The pass somebody has, without its code', wholePass),
      core(`POST ${at}/temporaryAccessPassMethods`, 'Issue one; its code is told here and never again', wholePass),
      core(`GET ${at}/temporaryAccessPassMethods/{id}`, 'Look it up', wholePass),
      core(`DELETE ${at}/temporaryAccessPassMethods/{id}`, 'Withdraw it', wholePass),
      core(`GET ${own}/temporaryAccessPassMethods`, 'My pass', wholeOwnPass),
      core(`GET ${own}/temporaryAccessPassMethods/{id}`, 'My pass by its id', wholeOwnPass),
      core(`DELETE ${own}/temporaryAccessPassMethods/{id}`, 'Throw my pass away', wholeOwnPass),
    ],
  },
  {
    title: 'Authentication methods',
    rows: [
      core(
        `GET ${at}/methods`,
        'Every method somebody has, each of its type',
        all('the list of all kinds shows each method with its type and without its secret'),
      ),
      second(`GET ${at}/methods/{id}`, 'One of them', all('one method is found by its id, whatever its kind')),
      core(
        `POST ${at}/methods/{id}/resetPassword`,
        'Give somebody a new password',
        reset('answers 202 with a made one, which is set at once, has to be changed, and stands nowhere'),
      ),
      second(
        `GET ${at}/operations/{id}`,
        'What became of the reset',
        reset('has succeeded, for whoever may reset or read methods'),
      ),
      core(`GET ${own}/methods`, 'My methods', all('people see their own methods, as /me too')),
      core(`GET ${at}/fido2Methods`, 'Somebody’s passkeys', passkeys),
      core(
        `POST ${at}/fido2Methods`,
        'Register a passkey for somebody',
        provisioning('answers 201, is recorded, and signs its user in'),
      ),
      core(
        `GET ${at}/fido2Methods/creationOptions()`,
        'What the authenticator is asked for that',
        provisioning('are Graph’s, last five minutes unless told, and are recorded'),
      ),
      second(`GET ${at}/fido2Methods/{id}`, 'One passkey', passkeys),
      core(`DELETE ${at}/fido2Methods/{id}`, 'Remove a passkey', deletion),
      core(`GET ${at}/passwordMethods`, 'That somebody has a password', secretless),
      second(`GET ${at}/passwordMethods/{id}`, 'The same by its fixed id', secretless),
      core(`GET ${at}/phoneMethods`, 'Somebody’s phones', phone('of each type is one, an alternate after a mobile')),
      core(`POST ${at}/phoneMethods`, 'Add a phone', newPhone),
      second(`GET ${at}/phoneMethods/{id}`, 'One phone', changedPhone),
      second(`PATCH ${at}/phoneMethods/{id}`, 'Change its number', changedPhone),
      core(`DELETE ${at}/phoneMethods/{id}`, 'Remove a phone', gonePhone),
      core(`GET ${at}/emailMethods`, 'Somebody’s address for recovery', wholeEmail),
      second(`POST ${at}/emailMethods`, 'Add it', wholeEmail),
      second(`GET ${at}/emailMethods/{id}`, 'Look it up', email('is masked for whoever may see only that it is there')),
      second(`PATCH ${at}/emailMethods/{id}`, 'Change it', wholeEmail),
      second(`DELETE ${at}/emailMethods/{id}`, 'Remove it', wholeEmail),
      core(`GET ${at}/softwareOathMethods`, 'Somebody’s authenticator apps, without their keys', secretless),
      second(`GET ${at}/softwareOathMethods/{id}`, 'One of them', secretless),
      core(`DELETE ${at}/softwareOathMethods/{id}`, 'Remove one', deletion),
      core(`GET ${at}/microsoftAuthenticatorMethods`, 'Microsoft’s app: nobody has it here', nobodys),
      second(`DELETE ${at}/microsoftAuthenticatorMethods/{id}`, 'Remove it: there is none', nobodys),
      second(`GET ${at}/windowsHelloForBusinessMethods`, 'Windows Hello: nobody has it here', nobodys),
      second(`DELETE ${at}/windowsHelloForBusinessMethods/{id}`, 'Remove it: there is none', nobodys),
    ],
  },
]

import type { TokenError } from '../rules.ts'

const refusal = (status: number, error: string, code: TokenError['code'], text: string): TokenError => ({
  status,
  error,
  code,
  text,
})

/**
 * Every refusal of the token endpoint, with Entra's number for it.
 *
 * Source: facts/entra.md §10.4; the texts are our own.
 */
export const tokenErrors = {
  unknownTenant: refusal(
    400,
    'invalid_request',
    90002,
    'There is no such tenant here. Use the tenant id or the primary domain in the address.',
  ),
  malformed: refusal(400, 'invalid_request', 9002313, 'The request is malformed: send one form, each parameter once.'),
  tooLarge: refusal(413, 'invalid_request', 9002313, 'The request is larger than the token endpoint reads.'),
  clientIdMissing: refusal(400, 'invalid_request', 90014, "The parameter 'client_id' is missing."),
  grantTypeMissing: refusal(400, 'invalid_request', 90014, "The parameter 'grant_type' is missing."),
  scopeMissing: refusal(
    400,
    'invalid_request',
    90014,
    "The parameter 'scope' is missing. Ask for https://graph.microsoft.com/.default.",
  ),
  secretMissing: refusal(401, 'invalid_client', 7000218, "The parameter 'client_secret' is missing."),
  unknownApplication: refusal(
    400,
    'unauthorized_client',
    700016,
    'There is no application with this client id in the tenant.',
  ),
  wrongSecret: refusal(
    401,
    'invalid_client',
    7000215,
    'The client secret is wrong. Send the secret itself, not the id of the secret.',
  ),
  expiredSecret: refusal(401, 'invalid_client', 7000222, 'The client secret is expired. Make a new one.'),
  disabled: refusal(400, 'unauthorized_client', 7000112, 'The application is disabled.'),
  throttled: refusal(
    429,
    'temporarily_unavailable',
    50053,
    'Too many wrong client secrets came from this source. Wait, then send the right one.',
  ),
  grantNotOffered: refusal(
    400,
    'unsupported_grant_type',
    70003,
    "This grant type is not offered to the application. Use 'client_credentials', 'authorization_code' or 'refresh_token'.",
  ),
  grantInvalid: refusal(
    400,
    'invalid_grant',
    70000,
    'The code or refresh token is wrong, over or was used before, or its session has ended. Let the person sign in again.',
  ),
  notConsented: refusal(
    400,
    'invalid_grant',
    65001,
    'No administrator consented to this for the application. Consent on the server: latchkey app update --delegated-permission.',
  ),
  accessBlocked: refusal(
    400,
    'invalid_grant',
    53003,
    'Access is blocked by a Conditional Access policy of the organisation. The sign-in log names the policy.',
  ),
  multifactorNeeded: refusal(
    400,
    'interaction_required',
    50076,
    'A Conditional Access policy asks for multifactor authentication. Let the person sign in again with more than a password.',
  ),
  secondFactorTooOld: refusal(
    400,
    'interaction_required',
    50078,
    'A Conditional Access policy asks for the second factor again. Let the person sign in again.',
  ),
  compliantDeviceNeeded: refusal(
    400,
    'interaction_required',
    53000,
    'A Conditional Access policy asks for a compliant device, and this server knows of none.',
  ),
  joinedDeviceNeeded: refusal(
    400,
    'interaction_required',
    53001,
    'A Conditional Access policy asks for a device that is joined to the domain, and this server knows of none.',
  ),
  refreshTokenTooOld: refusal(
    400,
    'invalid_grant',
    70043,
    'A Conditional Access policy asks for a sign-in more often, so the refresh token is over. Let the person sign in again.',
  ),
  sessionTooOld: refusal(
    400,
    'invalid_grant',
    70044,
    'A Conditional Access policy asks for a sign-in more often, so the session is over. Let the person sign in again.',
  ),
  strengthNeeded: refusal(
    400,
    'interaction_required',
    50074,
    'A Conditional Access policy asks for a stronger way to sign in than was used. Let the person sign in again with another method, such as a passkey.',
  ),
  passwordChangeNeeded: refusal(
    400,
    'interaction_required',
    50142,
    'A Conditional Access policy asks for a new password. Let the person change it and sign in again.',
  ),
  scopeNotDefault: refusal(
    400,
    'invalid_scope',
    1002012,
    'The scope is not valid. Send one resource with /.default at its end: https://graph.microsoft.com/.default.',
  ),
  unknownResource: refusal(
    400,
    'invalid_resource',
    500011,
    'There is no such resource here. Ask for https://graph.microsoft.com/.default.',
  ),
  fault: refusal(500, 'server_error', 90033, 'The server failed. Try again, then ask its operator about the trace id.'),
} as const satisfies Record<string, TokenError>

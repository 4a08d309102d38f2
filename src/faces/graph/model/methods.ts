import type { ModelTypes } from './types.ts'

/** What users prove themselves with. */
export const methodsTypes: ModelTypes = {
  authentication: {
    kind: 'entity',
    base: 'entity',
    contains: {
      emailMethods: '[emailAuthenticationMethod]',
      fido2Methods: '[fido2AuthenticationMethod]',
      methods: '[authenticationMethod]',
      microsoftAuthenticatorMethods: '[microsoftAuthenticatorAuthenticationMethod]',
      operations: '[longRunningOperation]',
      passwordMethods: '[passwordAuthenticationMethod]',
      phoneMethods: '[phoneAuthenticationMethod]',
      softwareOathMethods: '[softwareOathAuthenticationMethod]',
      temporaryAccessPassMethods: '[temporaryAccessPassAuthenticationMethod]',
      windowsHelloForBusinessMethods: '[windowsHelloForBusinessAuthenticationMethod]',
    },
  },
  authenticationMethod: {
    kind: 'entity',
    base: 'entity',
    abstract: true,
    properties: {
      createdDateTime: 'DateTimeOffset?',
    },
    beta: {
      lastUsedDateTime: 'DateTimeOffset?',
    },
  },
  temporaryAccessPassAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      isUsable: 'Boolean?',
      isUsableOnce: 'Boolean?',
      lifetimeInMinutes: 'Int32?',
      methodUsabilityReason: 'String?',
      startDateTime: 'DateTimeOffset?',
      temporaryAccessPass: 'String?',
    },
  },
  fido2AuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      aaGuid: 'String?',
      attestationCertificates: '[String]',
      attestationLevel: 'attestationLevel?',
      displayName: 'String?',
      model: 'String?',
      passkeyType: 'passkeyType?',
      publicKeyCredential: 'webauthnPublicKeyCredential?',
    },
  },
  webauthnPublicKeyCredential: {
    kind: 'complex',
    properties: {
      clientExtensionResults: 'webauthnAuthenticationExtensionsClientOutputs?',
      id: 'String?',
      response: 'webauthnAuthenticatorAttestationResponse?',
    },
  },
  webauthnAuthenticationExtensionsClientOutputs: { kind: 'complex', open: true },
  webauthnAuthenticatorAttestationResponse: {
    kind: 'complex',
    properties: {
      attestationObject: 'String?',
      clientDataJSON: 'String?',
    },
  },
  passwordAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      password: 'String?',
    },
  },
  softwareOathAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      secretKey: 'String?',
    },
  },
  phoneAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      phoneNumber: 'String?',
      phoneType: 'authenticationPhoneType?',
      smsSignInState: 'authenticationMethodSignInState?',
    },
  },
  emailAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      emailAddress: 'String?',
    },
  },
  microsoftAuthenticatorAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      deviceTag: 'String?',
      displayName: 'String?',
      phoneAppVersion: 'String?',
    },
  },
  windowsHelloForBusinessAuthenticationMethod: {
    kind: 'entity',
    base: 'authenticationMethod',
    properties: {
      displayName: 'String?',
      keyStrength: 'authenticationMethodKeyStrength?',
    },
  },
  longRunningOperation: {
    kind: 'entity',
    base: 'entity',
    properties: {
      createdDateTime: 'DateTimeOffset?',
      lastActionDateTime: 'DateTimeOffset?',
      resourceLocation: 'String?',
      status: 'longRunningOperationStatus?',
      statusDetail: 'String?',
    },
  },
  passwordResetResponse: {
    kind: 'complex',
    properties: {
      newPassword: 'String?',
    },
  },
  webauthnCredentialCreationOptions: {
    kind: 'complex',
    properties: {
      challengeTimeoutDateTime: 'DateTimeOffset?',
      publicKey: 'webauthnPublicKeyCredentialCreationOptions?',
    },
  },
  webauthnPublicKeyCredentialCreationOptions: {
    kind: 'complex',
    properties: {
      attestation: 'String?',
      authenticatorSelection: 'webauthnAuthenticatorSelectionCriteria?',
      challenge: 'String?',
      excludeCredentials: '[webauthnPublicKeyCredentialDescriptor]',
      extensions: 'webauthnAuthenticationExtensionsClientInputs?',
      pubKeyCredParams: '[webauthnPublicKeyCredentialParameters]',
      rp: 'webauthnPublicKeyCredentialRpEntity?',
      timeout: 'Int32?',
      user: 'webauthnPublicKeyCredentialUserEntity?',
    },
  },
  webauthnAuthenticatorSelectionCriteria: {
    kind: 'complex',
    properties: {
      authenticatorAttachment: 'String?',
      requireResidentKey: 'Boolean?',
      userVerification: 'String?',
    },
  },
  webauthnPublicKeyCredentialDescriptor: {
    kind: 'complex',
    properties: {
      id: 'String?',
      transports: '[String]',
      type: 'String?',
    },
  },
  webauthnAuthenticationExtensionsClientInputs: { kind: 'complex', open: true },
  webauthnPublicKeyCredentialParameters: {
    kind: 'complex',
    properties: {
      alg: 'Int32?',
      type: 'String?',
    },
  },
  webauthnPublicKeyCredentialRpEntity: {
    kind: 'complex',
    properties: {
      id: 'String?',
      name: 'String?',
    },
  },
  webauthnPublicKeyCredentialUserEntity: {
    kind: 'complex',
    properties: {
      displayName: 'String?',
      id: 'String?',
      name: 'String?',
    },
  },
  attestationLevel: { kind: 'enum', members: ['attested', 'notAttested', 'unknownFutureValue'] },
  passkeyType: { kind: 'enum', members: ['deviceBound', 'synced', 'unknownFutureValue'] },
  authenticationPhoneType: { kind: 'enum', members: ['mobile', 'alternateMobile', 'office', 'unknownFutureValue'] },
  authenticationMethodSignInState: {
    kind: 'enum',
    members: [
      'notSupported',
      'notAllowedByPolicy',
      'notEnabled',
      'phoneNumberNotUnique',
      'ready',
      'notConfigured',
      'unknownFutureValue',
    ],
  },
  authenticationMethodKeyStrength: { kind: 'enum', members: ['normal', 'weak', 'unknown'] },
  longRunningOperationStatus: {
    kind: 'enum',
    members: ['notStarted', 'running', 'succeeded', 'failed', 'unknownFutureValue'],
  },
}

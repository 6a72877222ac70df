/// Policy files with something wrong, by the name of the snapshot that shows what is said of them.
let wrongPolicies: [(name: String, text: String)] = [
  ("empty", ""),
  ("only-comments", "# nothing yet\n\n"),
  ("null-document", "---\n"),
  ("not-a-mapping", "- version: 1\n"),
  ("empty-mapping", "{}\n"),
  ("no-version", "preset: github\n"),
  ("other-version", "version: 2\n"),
  ("version-in-quotes", "version: \"1\"\n"),
  (
    "unknown-keys",
    """
    version: 1
    aproval:
      required: 1
    colour: blue
    approval:
      minimumgrade: record
      requires: 2
      tea: milk
    stagin: {branch: next}
    """
  ),
  (
    "wrong-types",
    """
    version: 1
    preset: [github]
    control: CM-04
    production: main
    approval:
      required: many
      from: engineers
      independentOf: {author: true}
      minimumGrade:
    timing: {proven: true}
    tests: [unit]
    people: ada
    evidence:
      trailers: Reviewed-by
      notes: refs/notes/review
    """
  ),
  (
    "unknown-words",
    """
    version: 1
    preset: githb
    timing: sometimes
    approval:
      independentOf: [autor, reviewer]
      minimumGrade: recrod
    tests:
      suites: unit
      rerun: newest
      counts: option
    people:
      - {id: ada, kind: robot}
    """
  ),
  (
    "nothing-required",
    """
    version: 1
    approval: {required: 0, from: [], independentOf: []}
    tests: {suites: [], runners: []}
    people: []
    """
  ),
  ("negative", "version: 1\napproval: {required: -1}\ntests: {suites: none}\n"),
  (
    "empty-texts",
    """
    version: 1
    control: {id: "", owner: "  ", statement: ~}
    production: {branch: ''}
    approval:
    tests: {suites: [unit, "", ]}
    evidence: {}
    """
  ),
  (
    "people",
    """
    version: 1
    people:
      - id: ada
        emails: [ada@example.com, ADA@example.com]
        logins: {github: ada}
      - id: ada
        emails: [ada@EXAMPLE.com]
        logins: {github: Ada, githob: x}
      - id: ci
        kind: bot
        groups: [robots]
        operator: ada
      - {name: Nobody}
      - {id: "a b", emails: [Bob <bob@example.com>, bob]}
      - {id: helper, kind: agent}
      - {id: helper2, kind: agent, operator: ci}
      - {id: helper3, kind: agent, operator: adda}
      - {id: carol, activeFrom: 2026-02-30, activeUntil: soon}
      - {id: dave, activeFrom: 2026-02-01, activeUntil: 2026-01-01}
      - frank
    """
  ),
  (
    "keys",
    """
    version: 1
    people:
      - {id: ada, keys: ["\(adaKey)"]}
      - {id: bob, keys: ["\(adaKey.dropLast(3))bob"]}
      - {id: carol, keys: [AAAAC3NzaC1lZDI1NTE5]}
      - {id: dave, keys: [ssh-ed25519 AAAA…, ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIEyJ]}
    """
  ),
  (
    "references",
    """
    version: 1
    approval:
      from: [enginers, robots, board]
    tests:
      runners: [ci, cii, jenkins]
    people:
      - {id: ada, groups: [engineers]}
      - {id: ci, kind: bot, groups: [robots]}
    """
  ),
  (
    "rules",
    """
    version: 1
    staging: {branch: next, required: 1}
    approval: {required: 2, forgeKeys: [/etc/key, ../key.asc, keys/, 'a\\b', .git/config], signedCommits: "yes"}
    promotion: {required: 0, from: [leads]}
    paths:
      - match: [/payments/, "payments//**", "a**b/c", ./x, "!docs/**", ""]
        approval: {required: 2}
      - {match: [docs/**]}
      - {approval: {from: [robots]}}
      - match: docs
        approval: 2
      - {match: [], approval: {}}
      - payments
      - {match: ["db/**"], approvals: {required: 3}}
    codeowners: CODEOWNERS
    people:
      - {id: ada, groups: [engineers]}
      - {id: ci, kind: bot, groups: [robots]}
    allowedSigners: ~/.ssh/allowed_signers
    emergency: {declaredBy: [robots, board], reviewWithin: 2 days}
    policyOwners: [enginers]
    """
  ),
  (
    "keys-needed",
    """
    version: 1
    approval:
      trustedMergers: [ada, helper, ci, merge-bot, web-flow, forge, mergebot, company]
    ledger: {signers: [ci, helper, server]}
    people:
      - {id: ada, keys: ["\(adaKey)"]}
      - {id: helper, kind: agent, operator: ada, keys: ["\(agentKey)"]}
      - {id: ci, kind: bot}
      - {id: web-flow, kind: bot, emails: [merge@example.com, NoReply@GitHub.com], keys: ["\(ciKey)"]}
      - {id: forge, kind: bot, logins: {github: web-flow}, keys: ["\(forgeKey)"]}
      - {id: company, kind: bot, emails: [noreply@gitlab.example.com], keys: ["\(serverKey)"]}
    """
  ),
  ("keys-of-nobody", "version: 1\napproval: {trustedMergers: [bot]}\nledger: {signers: []}\n"),
  ("ledger-of-nobody", "version: 1\nledger: {}\n"),
  (
    "promotion-without-staging",
    "version: 1\npromotion: {required: 1}\nemergency: {reviewWithin: 0h}\npaths: {match: [a]}\n"
  ),
  ("emergency-half", "version: 1\nemergency: {declaredBy: [leads]}\npaths: []\npolicyOwners: []\n"),
  (
    "same-branch",
    """
    version: 1
    production: {branch: main}
    staging: {branch: main}
    approval: {coverage: [residual], targets: [develop], reuse: "true"}
    tests: {coverage: [replay]}
    """
  ),
  ("no-people", "version: 1\napproval: {from: [leads]}\ntests: {runners: [ci]}\n"),
  (
    "refs",
    """
    version: 1
    production:
      branch: "release..next"
      tags: v[0-9]
      since: HEAD
    evidence:
      notes: {gerrit: review}
    """
  ),
  (
    "trailers",
    """
    version: 1
    evidence:
      trailers:
        approval: ["Reviewed-by:", Approved-by, approved-by]
        tests: {Tested-by: unit, tested-BY: http, "Ran by": x, CI: }
        emergency: Bypass
    """
  ),
  (
    "duplicate-keys",
    """
    version: 1
    approval:
      required: 1
      from: [a]
      required: 2
    tests: {suites: any, "suites": [unit]}
    people:
      - id: ada
        id: bob
      - id: ada
    version: 1
    """
  ),
  ("duplicate-key-escaped", "version: 1\n\"ver\\x73ion\": 1\n"),
  (
    "anchors",
    """
    version: 1
    approval: &strict {required: 2}
    tests: &t
      suites: [unit]
    control:
      <<: *strict
      owner: *t
      id: &x CM-04
    """
  ),
  ("merge-key", "version: 1\napproval:\n  <<: {required: 2}\n"),
  (
    "tags",
    """
    version: !!int "1"
    preset: !!python/object/apply:os.system [ls]
    control: !company {id: x}
    timing: ! proven
    tests:
      suites: !!seq [unit]
    """
  ),
  ("directive", "%YAML 1.2\n---\nversion: 1\n"),
  ("documents", "version: 1\n---\nversion: 1\n"),
  ("document-after-end", "version: 1\n...\npreset: none\n"),
  ("explicit-key", "version: 1\n? preset\n: none\n"),
  ("list-as-key", "version: 1\n[a, b]: none\n"),
  ("deep-flow", "version: 1\npreset: " + String(repeating: "[", count: 40) + "\n"),
  ("deep-block", "version: 1\npreset:\n  " + String(repeating: "- ", count: 40) + "x\n"),
  ("tab", "version: 1\napproval:\n\trequired: 1\n"),
  ("unbalanced", "version: 1\ntests:\n  suites: [unit, functional\ntiming: proven\n"),
  ("unquoted", "version: 1\ncontrol:\n  statement: approved: always\n"),
  (
    "hidden-characters",
    "version: 1\n# review\u{202E}ed\u{2066}\ncontrol: {id: \"a\u{0}b\"}\n# old\rapproval: {required: 1}\nx: \u{85}\n"
  ),
  (
    "escaped-characters",
    "version: 1\ncontrol: {id: \"a\\e[2Jb\", owner: \"a\\nb\", statement: \"one\\ntwo\\u202E\"}\n"
  ),
  (
    "wide-characters",
    """
    version: 1
    control: {owner: "Élodie 👩‍👩‍👧 日本", ide: x}
    people:
      - {name: "José", id: ada, email: x}
    """
  ),
  ("spaces", "version: 1\ntests: {suites: [\" unit\", 'http ', unit, unit]}\n"),
]

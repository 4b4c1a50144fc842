import { CLOUDFRONT_PREFIX_LIST } from "../components/network/cloudfront-addresses";
import { quoted } from "./settable";
import { type Bilingual, show, text } from "./wording";

/**
 * Every sentence the configuration can be refused with. The English texts are quoted by runbooks and pinned by tests;
 * change one only together with its fixture. Angle brackets that stay in a text (`<value>`, `<64 hex>`) are for the
 * reader to fill in.
 */
export const messages = {
  E00: (key: string, allowed: Bilingual, value: unknown, advice: Bilingual = { en: "", ja: "" }) =>
    text(
      "E00",
      `${key} must be ${allowed.en}, got "${show(value)}".${advice.en}`,
      `${key} には${allowed.ja}を指定してください（現在の値: "${show(value)}"）。${advice.ja}`,
    ),
  E01: (key: string, firstValue = key) => {
    const command = `pulumi config set --path ${quoted(firstValue)} <value>`;
    return firstValue === key
      ? text(
          "E01",
          `Missing required configuration "${key}". Set it with: ${command}`,
          `必須の設定 "${key}" がありません。次のコマンドで設定してください: ${command}`,
        )
      : text(
          "E01",
          `Missing required configuration "${key}". It holds several values; set one after the other, beginning with: ${command}`,
          `必須の設定 "${key}" がありません。複数の値からなるキーなので、次のように1件ずつ設定してください: ${command}`,
        );
  },
  E02: (value: unknown) =>
    text(
      "E02",
      `account.id must be exactly 12 digits, got "${show(value)}".`,
      `account.id は12桁の数字で指定してください（現在の値: "${show(value)}"）。`,
    ),
  E03: (region: string, zones: readonly string[]) =>
    text(
      "E03",
      `network.availabilityZones must list 2 or 3 zones of ${region}, got [${zones.join(", ")}].`,
      `network.availabilityZones には ${region} のゾーンを2つまたは3つ指定してください（現在の値: [${zones.join(", ")}]）。`,
    ),
  E04: (zone: string) =>
    text(
      "E04",
      `network.availabilityZones contains "${zone}" twice.`,
      `network.availabilityZones に "${zone}" が重複しています。`,
    ),
  E05: (count: number) =>
    text(
      "E05",
      `prod needs 3 availability zones because search.standby is on; got ${count}.`,
      `search.standby が有効なため、prod には3つのアベイラビリティーゾーンが必要です（現在: ${count}）。`,
    ),
  E06: (value: unknown) =>
    text(
      "E06",
      `network.cidrBlock "${show(value)}" must be a private range between /16 and /20.`,
      `network.cidrBlock "${show(value)}" は、/16 から /20 までのプライベートアドレス範囲でなければなりません。`,
    ),
  E07: (dr: string, network: string) =>
    text(
      "E07",
      `dr.cidrBlock ${dr} overlaps network.cidrBlock ${network}; the two must stay routable in one table.`,
      `dr.cidrBlock ${dr} が network.cidrBlock ${network} と重複しています。両者は1つのルートテーブルで経路を区別できなければなりません。`,
    ),
  E08: () =>
    text(
      "E08",
      `network.natStrategy "none" cuts the application off from Google APIs (design arrow ECS -> AI). Use "single" or "onePerAz", or disable the gcp section.`,
      `network.natStrategy が "none" の場合、アプリケーションから Google API に到達できません（設計図の矢印 ECS -> AI）。"single" または "onePerAz" を指定するか、gcp セクションを無効にしてください。`,
    ),
  E09: () =>
    text(
      "E09",
      `prod must not depend on one zone: set network.natStrategy to "onePerAz".`,
      `prod を単一のゾーンに依存させることはできません。network.natStrategy を "onePerAz" にしてください。`,
    ),
  E10: (value: unknown) =>
    text(
      "E10",
      `service.image must be pinned by digest (…@sha256:<64 hex>), got "${show(value)}".`,
      `service.image はダイジェスト（…@sha256:<16進数64桁>）で固定してください（現在の値: "${show(value)}"）。`,
    ),
  E11: (cpu: number, memory: number, allowed: string) =>
    text(
      "E11",
      `Fargate does not offer ${cpu} CPU units with ${memory} MiB. Allowed for ${cpu}: ${allowed}.`,
      `Fargate では ${cpu} CPU ユニットと ${memory} MiB の組み合わせは提供されていません。${cpu} で指定できるメモリ（MiB）: ${allowed}。`,
    ),
  E12: (min: number, desired: number, max: number) =>
    text(
      "E12",
      `service needs min <= desired <= max, got ${min}/${desired}/${max}.`,
      `service は min <= desired <= max でなければなりません（現在の値: ${min}/${desired}/${max}）。`,
    ),
  E13: () =>
    text(
      "E13",
      "service.capacity in prod needs onDemandBase >= 1: Fargate Spot has no fallback.",
      "prod の service.capacity では onDemandBase を1以上にしてください。Fargate Spot には代替の容量がありません。",
    ),
  E14: (deployment: string) =>
    text(
      "E14",
      `service.scaling.requestsPerTarget cannot be combined with deployment "${deployment}": the metric follows one target group only.`,
      `service.scaling.requestsPerTarget は deployment "${deployment}" と併用できません。このメトリクスが追跡するターゲットグループは1つだけです。`,
    ),
  E15: (min: number, max: number) =>
    text(
      "E15",
      `aurora.minAcu must be 0-256 in steps of 0.5 and <= maxAcu, got ${min}/${max}.`,
      `aurora.minAcu は0から256まで0.5刻みで、かつ maxAcu 以下でなければなりません（現在の値: ${min}/${max}）。`,
    ),
  E16: (blocker: "aurora.proxy" | "dr.mode") =>
    text(
      "E16",
      `aurora.minAcu 0 (auto-pause) never pauses together with ${blocker}. Set minAcu to 0.5 or turn that off.`,
      `${blocker} と併用すると、aurora.minAcu が 0（自動一時停止）でも一時停止しません。minAcu を 0.5 にするか、${blocker} を無効にしてください。`,
    ),
  E17: (mode: string, instanceClass: string) =>
    text(
      "E17",
      `dr.mode "${mode}" uses Aurora Global Database, which needs a memory-optimised class (db.r*), got "${instanceClass}".`,
      `dr.mode "${mode}" は Aurora Global Database を使用するため、メモリ最適化クラス（db.r*）が必要です（現在の値: "${instanceClass}"）。`,
    ),
  E18: (value: unknown) =>
    text(
      "E18",
      `aurora.backupRetentionDays must be 7-35, got ${show(value)}.`,
      `aurora.backupRetentionDays は7から35までの整数で指定してください（現在の値: ${show(value)}）。`,
    ),
  E19: () =>
    text(
      "E19",
      "aurora.deletionProtection must be true in prod.",
      "prod では aurora.deletionProtection を true にしてください。",
    ),
  E20: (minAcu: number) =>
    text(
      "E20",
      `aurora.insights "advanced" needs provisioned mode or minAcu >= 2, got minAcu ${minAcu}.`,
      `aurora.insights "advanced" には provisioned モード、または2以上の minAcu が必要です（現在の minAcu: ${minAcu}）。`,
    ),
  E21: () =>
    text(
      "E21",
      "cache.replicas must be >= 1 in prod (automatic failover needs a replica).",
      "prod では cache.replicas を1以上にしてください（自動フェイルオーバーにはレプリカが必要です）。",
    ),
  E22: (nodes: number, masters: number) =>
    text(
      "E22",
      `search.standby needs 3 zones, a data-node count divisible by 3 and 3 dedicated masters; got ${nodes} nodes, ${masters} masters.`,
      `search.standby には、3つのゾーン、3の倍数のデータノード、3台の専用マスターノードが必要です（現在: データノード ${nodes} 台、マスターノード ${masters} 台）。`,
    ),
  E23: (dataType: string) =>
    text(
      "E23",
      `search.dataType "${dataType}" cannot be used with standby or in prod (no standby, no Auto-Tune).`,
      `search.dataType "${dataType}" は、standby を有効にした場合や prod では使用できません（スタンバイ、Auto-Tune ともに非対応）。`,
    ),
  E24: (engine: string) =>
    text(
      "E24",
      `search engine "${engine}" is in or near paid extended support; use OpenSearch_3.1 or later.`,
      `検索エンジン "${engine}" は有料の延長サポート期間中、またはその直前です。OpenSearch_3.1 以降を使用してください。`,
    ),
  E25: (value: unknown) =>
    text(
      "E25",
      `gcp.projectNumber must be the numeric project number, not the id "${show(value)}".`,
      `gcp.projectNumber には、プロジェクト ID "${show(value)}" ではなく、数字のプロジェクト番号を指定してください。`,
    ),
  E26: (location: string, keyLocation: string) =>
    text(
      "E26",
      `gcp.location "${location}" and the CMEK key location "${keyLocation}" must be identical.`,
      `gcp.location "${location}" と CMEK の鍵のロケーション "${keyLocation}" は一致していなければなりません。`,
    ),
  E27: (logGroup: string) =>
    text(
      "E27",
      `Log group "${logGroup}" belongs to the log pipeline itself and must not be subscribed.`,
      `ロググループ "${logGroup}" はログパイプライン自身のものなので、サブスクライブできません。`,
    ),
  E28: (roleName: string) =>
    text(
      "E28",
      `Role name "${roleName}" is too long: the federated subject would exceed Google's 127-byte limit.`,
      `ロール名 "${roleName}" が長すぎます。フェデレーションのサブジェクトが Google の上限である127バイトを超えます。`,
    ),
  E29: (region: string) =>
    text(
      "E29",
      `observability.grafana "managed" is not available in ${region}; use "selfHosted".`,
      `observability.grafana "managed" は ${region} では利用できません。"selfHosted" を指定してください。`,
    ),
  E30: () =>
    text(
      "E30",
      `observability.grafana "managed" needs IAM Identity Center or SAML: set observability.grafanaAuth.`,
      `observability.grafana "managed" には IAM Identity Center または SAML が必要です。observability.grafanaAuth を設定してください。`,
    ),
  E31: () =>
    text(
      "E31",
      "Grafana and Jaeger have no safe default login: set ops.oidc and opsOidcClientSecret, or disable the UI.",
      "Grafana と Jaeger には安全な既定のログイン手段がありません。ops.oidc と opsOidcClientSecret の両方を設定するか、UI を無効にしてください。",
    ),
  E32: () =>
    text(
      "E32",
      `edge.originMode "vpcOrigin" cannot use availability zone id apne1-az3.`,
      `edge.originMode "vpcOrigin" では、アベイラビリティーゾーン ID apne1-az3 を使用できません。`,
    ),
  E33: () =>
    text(
      "E33",
      "prod needs pagerDutyEndpoint (secret) so that sev1 alarms reach a person.",
      "prod では、sev1 のアラームが担当者に届くように pagerDutyEndpoint（シークレット）が必要です。",
    ),
  E34: (key: string) =>
    text(
      "E34",
      `"${key}" must be a secret: pulumi config set --secret ${key}`,
      `"${key}" はシークレットとして設定してください: pulumi config set --secret ${key}`,
    ),
  E35: () =>
    text(
      "E35",
      "pagerDutyEndpoint must be an https:// URL on events.pagerduty.com or events.eu.pagerduty.com.",
      "pagerDutyEndpoint には、events.pagerduty.com または events.eu.pagerduty.com の https:// URL を指定してください。",
    ),
  E36: () =>
    text(
      "E36",
      "storage.objectLockDays with compliance mode is irreversible; only governance is accepted here.",
      "コンプライアンスモードでの storage.objectLockDays は取り消せません。ここで指定できるのは governance だけです。",
    ),
  E37: () =>
    text(
      "E37",
      "cost.enforce would stop production when the budget is spent; it is allowed in dev only.",
      "cost.enforce を有効にすると、予算を使い切った時点で本番環境が停止します。dev でのみ使用できます。",
    ),
  E38: (stack: string) =>
    text(
      "E38",
      `commitments buys non-refundable capacity: set commitments.acknowledge to "${stack}" to confirm.`,
      `commitments は払い戻しのできない容量を購入します。承認する場合は commitments.acknowledge に "${stack}" を設定してください。`,
    ),
  E39: (key: string, suggestion: string | undefined) =>
    suggestion === undefined
      ? text(
          "E39",
          `Unknown configuration key "${key}". docs/configuration.md lists every key.`,
          `設定キー "${key}" は存在しません。使用できるキーの一覧は docs/configuration.md にあります。`,
        )
      : text(
          "E39",
          `Unknown configuration key "${key}". Did you mean "${suggestion}"?`,
          `設定キー "${key}" は存在しません。"${suggestion}" の間違いではありませんか。`,
        ),
  E40: (value: unknown) =>
    text(
      "E40",
      `github.repository must be "<organisation>/<repository>", got "${show(value)}".`,
      `github.repository は "<組織名>/<リポジトリ名>" の形式で指定してください（現在の値: "${show(value)}"）。`,
    ),
  E41: (feature: string, accountId: string) =>
    text(
      "E41",
      `account.owner is false but ${feature} is account-wide; enable it in the owner stack of account ${accountId}.`,
      `account.owner が false ですが、${feature} はアカウント全体に作用します。アカウント ${accountId} のオーナースタックで有効にしてください。`,
    ),
  E42: (sum: number, limit: number) =>
    text(
      "E42",
      `Functions reserve ${sum} concurrent executions; keep the sum below ${limit} so that the account keeps 100 unreserved.`,
      `関数の予約済み同時実行数の合計が ${sum} です。アカウントに100の未予約枠を残すため、合計を ${limit} 未満にしてください。`,
    ),
  E43: () =>
    text(
      "E43",
      "github.ownerId and github.repositoryId must be numeric (gh api repos/<org>/<repo>); repositories created after 15 July 2026 need them in the OIDC subject.",
      "github.ownerId と github.repositoryId は数字で指定してください（gh api repos/<org>/<repo> で確認できます）。2026年7月15日より後に作成されたリポジトリでは、OIDC のサブジェクトにこれらの ID が必要です。",
    ),
  E44: () =>
    text(
      "E44",
      'aurora.restoreFrom needs either snapshotIdentifier, or sourceClusterIdentifier with time, which is "latest" or UTC such as "2026-11-26T03:04:05Z".',
      'aurora.restoreFrom には snapshotIdentifier、または sourceClusterIdentifier と time（"latest" または "2026-11-26T03:04:05Z" のような UTC）のどちらか一方を指定してください。',
    ),
  E45: (generation: number) =>
    text(
      "E45",
      `aurora.restoreFrom makes a new cluster, which needs a new identifier: set aurora.generation to 2 or more, got ${generation}.`,
      `aurora.restoreFrom は新しいクラスターを作成するため、新しい識別子が必要です。aurora.generation を2以上にしてください（現在の値: ${generation}）。`,
    ),
  E46: (min: number, max: number, fixed: number) =>
    text(
      "E46",
      `aurora.readerScaling needs ${fixed} (the readers of aurora.instances) <= min <= max, got ${min}/${max}.`,
      `aurora.readerScaling は ${fixed}（aurora.instances のリーダー数）<= min <= max でなければなりません（現在の値: ${min}/${max}）。`,
    ),
  E47: (region: string) => {
    const command = `aws ec2 describe-managed-prefix-lists --region ${region} --filters Name=prefix-list-name,Values=${CLOUDFRONT_PREFIX_LIST} --query "PrefixLists[0].PrefixListId" --output text`;
    return text(
      "E47",
      `network.cloudFrontPrefixListId must be set, because the addresses CloudFront calls from are not known for ${region}. This prints the id: ${command}`,
      `${region} については CloudFront の接続元アドレスのプレフィックスリストが登録されていないため、network.cloudFrontPrefixListId を設定してください。ID は次のコマンドで確認できます: ${command}`,
    );
  },
  E48: () =>
    text(
      "E48",
      'dr.mode "warmStandby" is not built yet; "data" keeps the data ready in dr.region, and nothing runs there until somebody deploys it.',
      'dr.mode "warmStandby" はまだ実装されていません。"data" を指定すると、dr.region にデータの複製だけが維持されます（稼働するリソースは、誰かがデプロイするまで存在しません）。',
    ),
} as const;

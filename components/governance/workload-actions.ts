export const WORKLOAD_ACTIONS: readonly string[] = ["s3:GetObject"];

import { ImageRepository } from "../components/compute/image-repository";

/** The images of one service, built from its Dockerfile. */
export function serviceImages(): ImageRepository {
  return new ImageRepository("images", {
    region: "ap-northeast-1",
    accountId: "123456789012",
    namePrefix: "kumiki-dev",
    repositoryName: "app",
    kmsKeyArn: "arn:aws:kms:ap-northeast-1:123456789012:key/11111111-2222-4333-a444-555555555555",
    build: { context: "./app" },
  });
}

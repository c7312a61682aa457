import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "@/lib/importers/index";
import { PrivacyPass } from "@/lib/importers/privacy";
import { maskedText, type TextKind } from "@/lib/importers/private-text";
import { fileFromBytes } from "@/lib/importers/source-file";
import { emptyCase, emptyExtra } from "@/lib/points/case";
import { metrics } from "@/lib/points/metrics";
import { emptyContext, type Context } from "@/lib/points/provenance";
import { hardwareNames, modelNames } from "../catalogue/reviewed-names";
import { namesInSamples } from "../oracles/names-in-samples";
import { draftOf } from "../runs/draft-of";
import { areSamplesMissing, readText, samples } from "./text-of";

const masked = (text: string, kind: TextKind = "any") => maskedText(text, kind, (what) => `‹${what}›`);

/** Made up, and put together here so that no scanner takes them for real ones. */
const made = (start: string, length: number) => start + "a1B2c3D4".repeat(8).slice(0, length);
const jwt = `${made("eyJ", 12)}.${made("eyJ", 20)}.${made("", 24)}`;

describe("secrets", () => {
  it.each([
    [made("sk-", 32)],
    [made("sk-proj-", 32)],
    [made("hf_", 34)],
    [made("ghp_", 36)],
    [made("github_pat_", 40)],
    [made("xoxb-", 24)],
    [made("nvapi-", 30)],
    ["AKIA" + "A1B2C3D4E5F6G7H8"],
    [jwt],
  ])("masks a token by how it begins: %.8s…", (token) => {
    expect(masked(token)).toBe("‹secret›");
    expect(masked(`vllm serve --key ${token} --port 8000`)).toBe("vllm serve --key ‹secret› --port 8000");
    expect(masked(token, "name")).toBe("‹secret›");
    expect(masked(token, "version")).toBe("‹secret›");
  });

  it.each([
    ["bench --api-key abc123 --model m", "bench --api-key ‹secret› --model m"],
    ["bench --api-key=abc123", "bench --api-key=‹secret›"],
    ["OPENAI_API_KEY=abc123 python x.py", "OPENAI_API_KEY=‹secret› python x.py"],
    ['{"api_key": "abc 123", "n": 1}', '{"api_key": "‹secret›", "n": 1}'],
    ["password=1234 x", "password=‹secret› x"],
    ["--hf-token abcdef12 --n 3", "--hf-token ‹secret› --n 3"],
    ["HF_TOKEN=abcdef12", "HF_TOKEN=‹secret›"],
    ["token=abcdef12", "token=‹secret›"],
    [`-H 'Authorization: Bearer ${made("", 20)}'`, "-H 'Authorization: Bearer ‹secret›'"],
    ["http://me:pass@localhost:8000/v1", "http://‹secret›@localhost:8000/v1"],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY----- x", "‹secret› x"],
  ])("masks what a name says is one: %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    "--max-tokens 128",
    "max_token=128",
    "token=12ms",
    "eos_token=</s>",
    "--tokenizer meta-llama/Llama-2-7b-hf",
    "tokenizer_mode=auto",
    "time to first token: measured",
    "the password was wrong",
    "flask-something-much-longer-than-16",
    "api_key=None",
    "API_KEY=$OPENAI_API_KEY",
    "secretary=someone",
    "task-0123456789abcdef0123",
  ])("leaves %j as it is", (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe("e-mail addresses", () => {
  it.each([
    ["run by jane.doe+x@lab.example.org", "run by ‹e-mail›"],
    ["<a_b@example.co>", "<‹e-mail›>"],
  ])("masks %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(text, "name")).toBe(expected);
  });

  it.each([
    "git@github.com:org/repo.git",
    "gpu_configs@d841e40",
    "package@1.2.3",
    "vllm/vllm-openai@sha256:0123456789abcdef",
    "throughput@batch8",
    "mAP@0.5",
  ])("leaves %j as it is", (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe("hosts", () => {
  it.each([
    ["http://node17.lab.example.org:8000/v1/completions", "http://‹host›:8000/v1/completions"],
    ["--base-url http://gpu-01:8000/v1 --n 4", "--base-url http://‹host›:8000/v1 --n 4"],
    ["https://10.1.2.3/v1", "https://‹host›/v1"],
    ["http://[fe80::1ff:fe23:4567:890a]:80/v1", "http://‹host›:80/v1"],
    ["grpc://inference.svc.cluster.local", "grpc://‹host›"],
    ["--host gpu01 --port 8000", "--host ‹host› --port 8000"],
    ["--host=10.0.0.4", "--host=‹host›"],
    ["MASTER_ADDR=gpu01 torchrun x.py", "MASTER_ADDR=‹host› torchrun x.py"],
    ['{"hostname": "gpu01", "n": 8}', '{"hostname": "‹host›", "n": 8}'],
    ["registry.lab.example.org/team/vllm:0.6.3", "‹host›/team/vllm:0.6.3"],
    ["gpu01.internal", "‹host›"],
    ["inference.example.org:8000", "‹host›:8000"],
    ["ran on 192.168.128.12 and 10.0.0.5:22", "ran on ‹host› and ‹host›:22"],
    ["2001:db8::8a2e:370:7334", "‹host›"],
  ])("masks %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    "http://localhost:8000/v1",
    "http://127.0.0.1:8000",
    "--host 0.0.0.0 --port 8000",
    "/v1/chat/completions",
    "https://huggingface.co/meta-llama/Llama-2-7b-hf",
    "https://api.openai.com/v1",
    "nvcr.io/nvidia/tritonserver:24.05-py3",
    "vllm/vllm-openai:v0.6.3",
    "model.Q4_K_M.gguf",
    "org/name",
    "meta.llama2-70b-chat-v1",
    "llama.cpp",
    "bench.py",
    "libopenblasp-r0.3.21.so",
    "TensorRT 10.0.1.6",
    "nvidia-cudnn-cu12==9.1.0.70",
    "535.161.08",
    "12:34:56",
    "0000:01:00.0",
    "2026-11-21T03:42:01Z",
    "std::vector",
    "1.5 GB/s",
    "localhost",
  ])("leaves %j as it is", (text) => {
    expect(masked(text)).toBe(text);
  });

  it("takes neither a name nor a version for a host", () => {
    expect(masked("llama.v3.example.ai", "name")).toBe("llama.v3.example.ai");
    expect(masked("10.0.1.6", "version")).toBe("10.0.1.6");
    expect(masked("X100, RPC[10.0.1.6:50052]", "name")).toBe("X100, RPC[‹host›:50052]");
    expect(masked("TensorRT 10.0.1.6 on X100", "name")).toBe("TensorRT 10.0.1.6 on X100");
    expect(masked("10.0.1.6")).toBe("‹host›");
    expect(masked("https://lab.example.org/report.html", "document")).toBe(
      "https://lab.example.org/report.html",
    );
  });
});

describe("home directories", () => {
  it.each([
    ["/home/jane/models/x.gguf", "~/models/x.gguf"],
    ["python /Users/jane/bench.py --out /home/jane", "python ~/bench.py --out ~"],
    ["C:\\Users\\jane\\llama.gguf", "~\\llama.gguf"],
    ["/mnt/home/jane/x", "/mnt/home/‹home›/x"],
  ])("writes %s as %s", (text, expected) => {
    expect(masked(text)).toBe(expected);
    expect(masked(text, "name")).toBe(expected);
  });

  it.each([
    "/home/models/openai--gpt-oss-120b",
    "/home/ubuntu/x",
    "/models/home.gguf",
    "/root/.cache/huggingface",
  ])("leaves %s as it is: it tells nobody's name", (text) => {
    expect(masked(text)).toBe(text);
  });
});

describe("what is never touched", () => {
  it.each(["any", "name", "version", "document"] as const)(
    "numbers, units and the names of models as %s",
    (kind) => {
      const units = metrics.map(({ unit }) => unit);
      const names = [...modelNames.map(([text]) => text), ...hardwareNames.map(([text]) => text)];
      for (const text of [...units, ...names]) expect(masked(text, kind)).toBe(text);
      fc.assert(
        fc.property(fc.double({ noNaN: true }), fc.constantFrom(...units), (number, unit) => {
          for (const text of [String(number), number.toFixed(3), `${number} ${unit}`, `${number}±${number}`])
            expect(masked(text, kind)).toBe(text);
        }),
      );
    },
  );

  it("a mark: what was masked is masked already", () => {
    const parts = fc.constantFrom(
      ...[
        "http://",
        "gpu01.lab.example.org",
        ":8000/",
        "--api-key ",
        "secret1",
        " ",
        "a@b.example.org",
        "/home/jane/",
        "=",
        "10.1.2.3",
      ],
      ...["--host ", "Bearer ", made("hf_", 20), '"', "token", "‹host›", "@"],
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 8 }), (list) => {
        const once = masked(list.join(""));
        expect(masked(once)).toBe(once);
      }),
    );
  });

  it("time: a long text of anything is read once", () => {
    for (const text of [
      "/home/",
      "a.",
      "a@",
      "--token ",
      "http://",
      "1.",
      "eyJ",
      "-",
      "api_",
      "::",
      "/",
      "2001:",
    ])
      expect(masked(text.repeat(20_000 / text.length)).length).toBeGreaterThan(0);
  });
});

describe("PrivacyPass", () => {
  const extra = (fields: Record<string, string>) => Object.assign(emptyExtra(), fields);
  const pass = (drafts: ReturnType<typeof draftOf>[]) => {
    const privacy = new PrivacyPass();
    return { drafts: Array.from(privacy.drafts(drafts)), privacy };
  };
  const context = (more: Partial<Context>): Context => ({ ...emptyContext(), ...more });

  it("gives back the very same drafts where nothing is private", () => {
    const drafts = [
      draftOf(1),
      draftOf(2, {}, { model: "org/name", extra: extra({ base_url: "http://localhost:8000" }) }),
    ];
    const { drafts: after, privacy } = pass(drafts);
    expect(after.every((each, i) => each === drafts[i])).toBe(true);
    expect(privacy.notes()).toEqual([]);
  });

  it("masks case, context and raw text, drops the host, and counts each once however many rows hold it", () => {
    const about = context({
      command: "bench --host gpu01 --api-key abc123 # jane@lab.example.org",
      host: "gpu02",
    });
    const of = {
      ...emptyCase(),
      model: "/home/jane/m.gguf",
      extra: extra({ base_url: "http://gpu01:8000/v1" }),
    };
    const rows = [1, 2, 3].map((value) => draftOf(value, { context: about, case: of }));
    const { drafts, privacy } = pass(rows);
    expect(drafts[0]?.context).toEqual(
      context({ command: "bench --host ‹host› --api-key ‹secret› # ‹e-mail›" }),
    );
    expect(drafts[0]?.case).toEqual({
      ...of,
      model: "~/m.gguf",
      extra: extra({ base_url: "http://‹host›:8000/v1" }),
    });
    expect(drafts[2]?.case).toBe(drafts[0]?.case);
    expect(privacy.notes()).toEqual([
      "1 secret, 2 host names, 1 e-mail address and 1 home directory were left out of the points; the file itself is kept as it is.",
    ]);
  });

  it("keeps setups apart that differ in what is private, and alike that do not", () => {
    const at = (host: string) => draftOf(1, {}, { extra: extra({ base_url: `http://${host}:8000` }) });
    const { drafts } = pass([at("gpu01"), at("gpu02"), at("gpu01")]);
    expect(drafts.map((each) => each.case.extra["base_url"])).toEqual([
      "http://‹host›:8000",
      "http://‹host 2›:8000",
      "http://‹host›:8000",
    ]);
  });

  it("leaves out prompts and answers by their names, and any long text", () => {
    const { drafts, privacy } = pass([
      draftOf(1, {}, { extra: extra({ prompt: "Tell me of A", generated_text: "A is …", threads: "2" }) }),
      draftOf(
        1,
        {},
        { extra: extra({ prompt: "Tell me of B", response: "B is …", notes: "x".repeat(2001) }) },
      ),
    ]);
    expect(drafts.map((each) => each.case.extra)).toEqual([
      extra({ prompt: "‹text›", threads: "2" }),
      extra({ prompt: "‹text 3›", notes: "‹text 5›" }),
    ]);
    expect(privacy.notes()[0]).toMatch(/^5 prompts and answers were left out/);
  });

  it.each([
    ["prompt", "128"],
    ["response_format", "json"],
    ["completion_tokens", "128"],
    ["host", "localhost"],
    ["user", "12"],
    ["tokenizer", "org/name"],
    ["endpoint", "/v1/completions"],
    ["machine", "Cisco UCS C885A M8"],
  ])("keeps the field %s = %s", (name, text) => {
    const { drafts } = pass([draftOf(1, {}, { extra: extra({ [name]: text }) })]);
    expect(drafts[0]?.case.extra).toEqual(extra({ [name]: text }));
  });

  it.each([
    ["hostname", "gpu01", "‹host›"],
    ["config.api_key", "abc", "‹secret›"],
    ["submitted_by", "Jane Doe", "‹name›"],
    ["hf_token", "abc", "‹secret›"],
  ])("masks the whole field %s = %s", (name, text, mark) => {
    const { drafts } = pass([draftOf(1, {}, { extra: extra({ [name]: text }) })]);
    expect(drafts[0]?.case.extra).toEqual(extra({ [name]: mark }));
  });

  it("is safe with a field of any name", () => {
    const fields = extra({ __proto__x: "1", constructor: "2", toString: "http://gpu01/" });
    Object.defineProperty(fields, "__proto__", {
      value: "jane@lab.example.org",
      enumerable: true,
      writable: true,
      configurable: true,
    });
    const { drafts } = pass([draftOf(1, {}, { extra: fields })]);
    expect(Object.entries(drafts[0]?.case.extra ?? {}).sort()).toEqual([
      ["__proto__", "‹e-mail›"],
      ["__proto__x", "1"],
      ["constructor", "2"],
      ["toString", "http://‹host›/"],
    ]);
  });
});

describe("readFile", () => {
  const text = [
    "model,TTFT (ms),base_url,prompt,contact",
    "m,45.2,http://gpu01:8000/v1,Tell me,jane@lab.example.org",
    "m,not at jane@lab.example.org,http://gpu01:8000/v1,Tell me,jane@lab.example.org",
  ].join("\n");

  it("leaves private texts out of points and problems of any format, and says so", () => {
    const read = readText(text);
    expect(read.points.map(({ value }) => value)).toEqual([45.2]);
    expect(JSON.stringify([read.points, read.problems])).not.toMatch(/gpu01|jane|Tell me/);
    expect(read.problems[0]?.found).toContain("‹e-mail›");
    expect(read.notes).toContain(
      "1 host name, 1 e-mail address and 1 prompt or answer were left out of the points; the file itself is kept as it is.",
    );
  });

  it("masks also what it quotes of a file that it cannot read", () => {
    expect(readText("jane@lab.example.org,b\n1,2\n").problems[0]?.found).not.toContain("jane");
  });
});

describe.skipIf(areSamplesMissing)("the sample files (skipped where ../shared is not there)", () => {
  const filesIn = (folder: string): string[] =>
    readdirSync(folder).flatMap((name) => {
      const path = join(folder, name);
      return statSync(path).isDirectory() ? filesIn(path) : [path];
    });

  it("keep every model and accelerator as written", () => {
    const found = namesInSamples(samples);
    for (const name of [...found.model, ...found.hardware].filter((each) => !each.startsWith("{")))
      expect(masked(name, "name")).toBe(name);
  });

  it("hold no host, address or home in any point", () => {
    // Seen in their lines with grep: these hosts, addresses and homes, and no key.
    const known = /Corgi\.local|ppac-pl1|svc\.cluster\.local|192\.168\.128\.1|\/home\/lhl|rhayasd/;
    for (const path of filesIn(samples)) {
      const { points, problems } = readFile(fileFromBytes(path, new Uint8Array(readFileSync(path))));
      const texts = points.map((point) => [point.case, point.context, point.provenance, point.missing]);
      expect(JSON.stringify([texts, problems]), path).not.toMatch(known);
    }
  });
});

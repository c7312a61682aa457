/** Stores `points` cases with n, mean and sd each, of 8 systems and 10 models; gives back the dataset's id. */
export async function benchDataset(url: string, points: number): Promise<string> {
  return upload(url, `bench-${points}.csv`, benchCsv(points));
}

async function upload(url: string, name: string, csv: string): Promise<string> {
  const answer = await fetch(`${url}/api/datasets?name=${name}`, {
    method: "POST",
    body: csv,
    headers: { "content-type": "text/csv" },
  });
  if (!answer.ok) throw new Error(`upload of ${name} answered ${answer.status}: ${await answer.text()}`);
  return ((await answer.json()) as { id: string }).id;
}

/** `points` cases with n, mean and sd each, of 8 systems and 10 models, in Whisker's own CSV. */
function benchCsv(points: number): string {
  const rows = ["metric,value,unit,model,system,hardware,precision,batch,n,mean,sd"];
  for (let i = 0; i < points; i++) {
    const value = 50 + ((i * 7919) % 1000) / 4;
    const precision = ["bf16", "fp8", "int4"][i % 3];
    rows.push(
      `output_tokens_per_second,${value},tok/s,model-${i % 10},system-${i % 8},accelerator-${i % 5},${precision},${1 + Math.floor(i / 40)},5,${value},${value / 40}`,
    );
  }
  return rows.join("\n") + "\n";
}

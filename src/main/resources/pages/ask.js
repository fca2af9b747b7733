/* Questions to the service, and its answers; a refusal comes with what to do about it. */
class Refusal extends Error {
  constructor({error, remedy}) {
    super(error);
    this.remedy = remedy;
  }
}

async function send(address, options) {
  const answer = await fetch(address, options).catch(() => {
    throw new Refusal({error: "Talon does not answer.", remedy: "Check that the service runs, then load the page again."});
  });
  if (answer.ok) return answer;
  const said = await answer.json().catch(() => ({}));
  throw new Refusal({error: said.error || "Talon answers " + answer.status + ".", remedy: said.remedy || "Load the page again."});
}

const post = (address, body) => send(address, {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify(body)});

export const get = async address => (await send(address)).json();

export const ask = async (address, body) => (await post(address, body)).json();

export async function download(address, body, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(await (await post(address, body)).blob());
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

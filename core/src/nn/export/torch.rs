//! A network in `PyTorch`.

use super::code::{Language, call, names};
use super::{Part, Trained};
use crate::nn::spec::{Norm, Output};

const PYTORCH: Language = Language::PyTorch;

pub(super) fn code(trained: &Trained, parts: &[Part<'_>], definitions: &[String]) -> String {
    let spec = &trained.spec;
    let (mut made, mut body, mut state) = (String::new(), String::new(), String::new());
    for (i, part) in parts.iter().enumerate() {
        let n = i + 1;
        let (units, inputs) = (
            part.biases.len(),
            part.weights.first().map_or(0, |w| w.len()),
        );
        made += &format!("        self.affine_{n} = nn.Linear({inputs}, {units})\n");
        body += &format!("        x = self.affine_{n}(x)\n");
        if i < spec.hidden.len() {
            let norm = match spec.norm {
                Norm::None => None,
                Norm::Batch => Some(format!("nn.BatchNorm1d({units})")),
                Norm::Layer => Some(format!("nn.LayerNorm({units})")),
                Norm::Rms => Some(format!(
                    "nn.RMSNorm({units}, eps=1e-5)  # from PyTorch 2.4 on"
                )),
            };
            if let Some(norm) = norm {
                made += &format!("        self.norm_{n} = {norm}\n");
                body += &format!("        x = self.norm_{n}(x)\n");
            }
            body += &format!("        x = {}\n", call(PYTORCH, trained, i, "x"));
            if spec.dropout > 0.0 {
                body += "        x = self.dropout(x)\n";
            }
        }
        state += &entries(n, part);
    }
    if spec.dropout > 0.0 {
        let share = PYTORCH.number(f64::from(spec.dropout));
        made += &format!("        self.dropout = nn.Dropout({share})\n");
    }
    body += match spec.output {
        Output::Linear => "        return x\n",
        Output::Sigmoid => "        return torch.sigmoid(x)\n",
        Output::Tanh => "        return torch.tanh(x)\n",
        Output::Softmax => "        return torch.softmax(x, dim=-1)\n",
    };
    let definitions: String = definitions
        .iter()
        .map(|code| format!("{code}\n\n\n"))
        .collect();
    let names = names(trained);
    format!(
        "\"\"\"A network that was trained in Kassei: trained()(x), where x has a row an example, and columns for\n\
         {names}.\n\"\"\"\n\n\
         import math\n\nimport torch\nimport torch.nn.functional as F\nfrom torch import nn\n\n\n\
         {definitions}class Network(nn.Module):\n    def __init__(self):\n        super().__init__()\n{made}\n    \
         def forward(self, x):\n{body}\n\n\
         def trained():\n    network = Network().double()\n    \
         state = {{name: torch.tensor(numbers, dtype=torch.float64) for name, numbers in STATE.items()}}\n    \
         network.load_state_dict(state, strict=False)\n    return network.eval()\n\n\n\
         STATE = {{{state}\n}}\n"
    )
}

fn entries(n: usize, part: &Part<'_>) -> String {
    let rows = PYTORCH.rows(&part.weights);
    let mut code = format!("\n\"affine_{n}.weight\": {rows},");
    let names = [
        "affine_{n}.bias",
        "norm_{n}.weight",
        "norm_{n}.bias",
        "norm_{n}.running_mean",
        "norm_{n}.running_var",
    ];
    for (name, numbers) in part.named(names) {
        let name = name.replace("{n}", &n.to_string());
        code += &format!("\n\"{name}\": {},", PYTORCH.list(numbers));
    }
    code
}

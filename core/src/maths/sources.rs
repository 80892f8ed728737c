//! The bibliography of the catalogue: where each function was proposed, or where its use in a
//! network is explained.

use super::activation::Source;

macro_rules! sources {
    ($($name:ident: $authors:literal, $year:literal, $title:literal, $url:literal;)*) => { $(
        pub(super) const $name: Source = Source { authors: $authors, year: $year, title: $title, url: $url };
    )* };
}

sources! {
    MCCULLOCH: "McCulloch & Pitts", 1943,
        "A logical calculus of the ideas immanent in nervous activity",
        "https://doi.org/10.1007/BF02478259";
    WIDROW: "Widrow & Hoff", 1960,
        "Adaptive switching circuits",
        "https://isl.stanford.edu/~widrow/papers/c1960adaptiveswitching.pdf";
    RUMELHART: "Rumelhart, Hinton & Williams", 1986,
        "Learning representations by back-propagating errors",
        "https://doi.org/10.1038/323533a0";
    BROOMHEAD: "Broomhead & Lowe", 1988,
        "Multivariable functional interpolation and adaptive networks",
        "https://www.complex-systems.com/abstracts/v02_i03_a05/";
    DONOHO: "Donoho & Johnstone", 1994,
        "Ideal spatial adaptation by wavelet shrinkage",
        "https://doi.org/10.1093/biomet/81.3.425";
    LECUN: "LeCun, Bottou, Orr & Müller", 1998,
        "Efficient BackProp",
        "https://doi.org/10.1007/3-540-49430-8_2";
    DUGAS: "Dugas, Bengio, Bélisle, Nadeau & Garcia", 2001,
        "Incorporating second-order functional knowledge for better option pricing",
        "https://proceedings.neurips.cc/paper/2000/hash/44968aece94f667e4095002d140b5896-Abstract.html";
    GLOROT: "Glorot & Bengio", 2010,
        "Understanding the difficulty of training deep feedforward neural networks",
        "https://proceedings.mlr.press/v9/glorot10a.html";
    KRIZHEVSKY: "Krizhevsky", 2010,
        "Convolutional deep belief networks on CIFAR-10",
        "https://www.cs.toronto.edu/~kriz/conv-cifar10-aug2010.pdf";
    NAIR: "Nair & Hinton", 2010,
        "Rectified linear units improve restricted Boltzmann machines",
        "https://icml.cc/Conferences/2010/papers/432.pdf";
    COLLOBERT: "Collobert, Weston, Bottou, Karlen, Kavukcuoglu & Kuksa", 2011,
        "Natural language processing (almost) from scratch",
        "https://arxiv.org/abs/1103.0398";
    MAAS: "Maas, Hannun & Ng", 2013,
        "Rectifier nonlinearities improve neural network acoustic models",
        "https://ai.stanford.edu/~amaas/papers/relu_hybrid_icml2013_final.pdf";
    MIKOLOV: "Mikolov, Sutskever, Chen, Corrado & Dean", 2013,
        "Distributed representations of words and phrases and their compositionality",
        "https://arxiv.org/abs/1310.4546";
    TORCH: "Kavukcuoglu", 2013,
        "TanhShrink.lua, in the package nn of Torch7",
        "https://github.com/torch/nn/blob/master/TanhShrink.lua";
    CLEVERT: "Clevert, Unterthiner & Hochreiter", 2015,
        "Fast and accurate deep network learning by exponential linear units (ELUs)",
        "https://arxiv.org/abs/1511.07289";
    HENDRYCKS: "Hendrycks & Gimpel", 2016,
        "Gaussian error linear units (GELUs)",
        "https://arxiv.org/abs/1606.08415";
    BARRON_CELU: "Barron", 2017,
        "Continuously differentiable exponential linear units",
        "https://arxiv.org/abs/1704.07483";
    KLAMBAUER: "Klambauer, Unterthiner, Mayr & Hochreiter", 2017,
        "Self-normalizing neural networks",
        "https://arxiv.org/abs/1706.02515";
    RAMACHANDRAN: "Ramachandran, Zoph & Le", 2017,
        "Searching for activation functions",
        "https://arxiv.org/abs/1710.05941";
    HOWARD: "Howard, Sandler, Chu et al.", 2019,
        "Searching for MobileNetV3",
        "https://arxiv.org/abs/1905.02244";
    MISRA: "Misra", 2019,
        "Mish: a self regularized non-monotonic activation function",
        "https://arxiv.org/abs/1908.08681";
    SITZMANN: "Sitzmann, Martel, Bergman, Lindell & Wetzstein", 2020,
        "Implicit neural representations with periodic activation functions",
        "https://arxiv.org/abs/2006.09661";
    ZIYIN: "Ziyin, Hartwig & Ueda", 2020,
        "Neural networks fail to learn periodic functions and how to fix it",
        "https://arxiv.org/abs/2006.08195";
    BARRON_SQUAREPLUS: "Barron", 2021,
        "Squareplus: a softplus-like algebraic rectifier",
        "https://arxiv.org/abs/2112.11687";
    LEDERER: "Lederer", 2021,
        "Activation functions in artificial neural networks: a systematic overview",
        "https://arxiv.org/abs/2101.09957";
    SO: "So, Mańke, Liu, Dai, Shazeer & Le", 2021,
        "Primer: searching for efficient transformers for language modeling",
        "https://arxiv.org/abs/2109.08668";
}

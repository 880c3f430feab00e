"""What make.py turns into files: where each table and photograph comes from, and what its columns are.

Units are given only where the source states them or the definition fixes them; an empty unit means
dimensionless or not stated. README.md of this folder says which, and lists the known quirks.
"""

NONE_STATED = "none stated by the source"

CANCER_PARTS = [
    "radius", "texture", "perimeter", "area", "smoothness",
    "compactness", "concavity", "concave points", "symmetry", "fractal dimension",
]  # fmt: skip

TABLES = [
    {
        "name": "iris",
        "source": "R. A. Fisher, The use of multiple measurements in taxonomic problems, Annals of Eugenics 7 (1936) 179–188; "
        "measured by E. Anderson; the values of R and scikit-learn 1.2.1",
        "license": NONE_STATED,
        "max_decimals": 1,
        "inputs": [("data/iris.csv", "f13ffa8fdd56fd8e6c8d16d4081a3fbd3114bcd0aae4256c43205169cd9d1449")],
        "features": [("sepal length", "cm"), ("sepal width", "cm"), ("petal length", "cm"), ("petal width", "cm")],
        "target": {"name": "species", "unit": "", "names": ["setosa", "versicolor", "virginica"]},
    },
    {
        "name": "wine",
        "source": "M. Forina et al., PARVUS, Institute of Pharmaceutical and Food Analysis and Technologies, Genoa; "
        "UCI Machine Learning Repository, Wine, as in scikit-learn 1.2.1",
        "license": NONE_STATED,
        "max_decimals": 6,
        "inputs": [("data/wine_data.csv", "10e8a802908b34f86e5da8ce962f3c806694bc98450a18f61851af59f324bede")],
        "features": [
            ("alcohol", ""), ("malic acid", ""), ("ash", ""), ("alcalinity of ash", ""), ("magnesium", ""),
            ("total phenols", ""), ("flavanoids", ""), ("nonflavanoid phenols", ""), ("proanthocyanins", ""),
            ("color intensity", ""), ("hue", ""), ("OD280/OD315 of diluted wines", ""), ("proline", ""),
        ],
        "target": {"name": "cultivator", "unit": "", "names": ["class 0", "class 1", "class 2"]},
    },
    {
        "name": "diabetes",
        "source": "B. Efron, T. Hastie, I. Johnstone and R. Tibshirani, Least Angle Regression, Annals of Statistics 32 (2004) 407–499; "
        "raw values as in scikit-learn 1.2.1",
        "license": NONE_STATED,
        "max_decimals": 4,
        "inputs": [
            ("data/diabetes_data_raw.csv.gz", "fc08fc59c1cbfe65550d9ebb36321d505de9e8f004bf92c1566d2908962f08ff"),
            ("data/diabetes_target.csv.gz", "bf1ddd1f9d377278450a5f02c24b5e77b1501f2ad673fe9fdf4c4090d27eb5cc"),
        ],
        "features": [
            ("age", "years"), ("sex", ""), ("body mass index", "kg/m²"), ("average blood pressure", ""),
            ("total serum cholesterol", ""), ("low-density lipoproteins", ""), ("high-density lipoproteins", ""),
            ("total cholesterol / HDL", ""), ("log of serum triglycerides", ""), ("blood sugar", ""),
        ],
        "target": {"name": "disease progression after one year", "unit": ""},
    },
    {
        "name": "breast-cancer",
        "source": "W. H. Wolberg, W. N. Street and O. L. Mangasarian, Breast Cancer Wisconsin (Diagnostic), November 1995; "
        "UCI Machine Learning Repository, as in scikit-learn 1.2.1",
        "license": NONE_STATED,
        "max_decimals": 7,
        "inputs": [("data/breast_cancer.csv", "fed3eb72d0575ef6192293f5093c6e801b1476b577d0386bf4455504522172ed")],
        "features": [(f"{kind} {part}", "") for kind in ("mean", "standard error of", "worst") for part in CANCER_PARTS],
        "target": {"name": "diagnosis", "unit": "", "names": ["malignant", "benign"]},
    },
    {
        "name": "digits",
        "source": "E. Alpaydin and C. Kaynak, Optical Recognition of Handwritten Digits, July 1998, test set; "
        "UCI Machine Learning Repository, as in scikit-learn 1.2.1",
        "license": NONE_STATED,
        "max_decimals": 0,
        "inputs": [("data/digits.csv.gz", "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a")],
        "features": [(f"pixel ({row}, {column})", "") for row in range(8) for column in range(8)],
        "target": {"name": "digit", "unit": "", "names": [str(digit) for digit in range(10)]},
    },
]

# The packaged images/README.txt names danielbuechele for both; its address for the flower is vultilion's.
PHOTOS = [
    {
        "name": "china",
        "input": "images/china.jpg",
        "sha256": "8378025ad2519d649d02e32bd98990db4ab572357d9f09841c2fbfbb4fefad29",
        "text": {
            "Author": "danielbuechele",
            "Source": "https://www.flickr.com/photos/danielbuechele/6061409035/",
            "Copyright": "CC BY 2.0, https://creativecommons.org/licenses/by/2.0/",
            "Comment": "cropped and reduced to 256 by 160 pixels from the copy in scikit-learn 1.2.1",
        },
    },
    {
        "name": "flower",
        "input": "images/flower.jpg",
        "sha256": "a77f6ec41e353afdf8bdff2ea981b2955535d8d83294f8cfa49cf4e423dd5638",
        "text": {
            "Author": "vultilion",
            "Source": "https://www.flickr.com/photos/vultilion/6056698931/",
            "Copyright": "CC BY 2.0, https://creativecommons.org/licenses/by/2.0/",
            "Comment": "cropped and reduced to 256 by 160 pixels from the copy in scikit-learn 1.2.1",
        },
    },
]

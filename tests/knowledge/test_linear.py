"""Least squares with a penalty, compared with the textbook solution."""

import numpy as np
import pytest
from scipy.linalg import LinAlgError
from scipy.sparse import csr_matrix

from knowledge.linear import conjugate_gradients, fit, inverse_factor


def test_the_weights_are_those_of_the_textbook() -> None:
    random = np.random.default_rng(1)
    rows, targets = random.normal(size=(30, 12)), random.normal(size=(30, 3))
    constant = targets.mean(axis=0)
    expected = np.linalg.solve(rows.T @ rows + 2 * np.eye(12), rows.T @ (targets - constant))
    found = fit(csr_matrix(rows), targets, penalty=2.0)
    np.testing.assert_allclose(found.weights, expected, atol=1e-6)
    np.testing.assert_allclose(found.scores(csr_matrix(rows)), rows @ expected + constant, atol=1e-5)


def test_one_row_scores_as_it_does_among_others() -> None:
    rows = csr_matrix(np.array([[0.0, 2.0, 0.0], [1.0, 0.0, 3.0]]))
    model = fit(rows, np.array([[1.0, 0.0], [0.0, 1.0]]), penalty=1.0)
    np.testing.assert_allclose(model.score(np.array([0, 2]), np.array([1.0, 3.0])), model.scores(rows)[1])


def test_the_same_data_give_the_same_weights() -> None:
    rows, targets = csr_matrix(np.eye(4)), np.eye(4)
    assert (fit(rows, targets, 1.0).weights == fit(rows, targets, 1.0).weights).all()


def test_a_single_column_is_solved_as_the_textbook_does() -> None:
    random = np.random.default_rng(2)
    root = random.normal(size=(9, 9))
    matrix, wanted = root @ root.T + np.eye(9), random.normal(size=9)
    found = conjugate_gradients(lambda step: matrix @ step, wanted, rounds=40)
    np.testing.assert_allclose(found, np.linalg.solve(matrix, wanted), atol=1e-6)


@pytest.mark.parametrize(("real", "near"), [(np.float64, 1e-9), (np.float32, 1e-3)])
def test_a_triangle_gives_the_inverse(real: type[np.float64], near: float) -> None:
    rows = np.random.RandomState(0).rand(40, 60)
    matrix = (rows @ rows.T + np.eye(40)).astype(real)
    found = inverse_factor(matrix.copy())
    assert found.dtype == real
    np.testing.assert_allclose(found, np.tril(found))
    np.testing.assert_allclose(found.T @ found @ matrix, np.eye(40), atol=near)


def test_a_matrix_that_has_no_such_inverse_is_refused() -> None:
    with pytest.raises(LinAlgError):
        inverse_factor(-np.eye(3))
